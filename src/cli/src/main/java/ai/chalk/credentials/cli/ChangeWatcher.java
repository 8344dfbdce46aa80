// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows a credential until it has its next revision, and tells what is seen on the way. */
final class ChangeWatcher {

    private final ClusterClient cluster;
    private final CommandIo surroundings;
    private final ChalkServiceCredential credential;
    private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    private Optional<ChalkServiceCredential> last = Optional.empty();
    private boolean gone;
    private String told = "";

    ChangeWatcher(ClusterClient cluster, CommandIo surroundings, ChalkServiceCredential credential) {
        this.cluster = cluster;
        this.surroundings = surroundings;
        this.credential = credential;
    }

    /**
     * Waits until a later revision is in the Secret.
     *
     * @return that revision
     */
    long until(long before, Duration timeout) {
        var watches = List.of(watchObject(), watchEvents());
        try {
            return await(before, timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.no("interrupted; the request stands");
        } finally {
            watches.forEach(Watch::close);
        }
    }

    private long await(long before, Duration timeout) throws InterruptedException {
        var deadline = surroundings.clock().instant().plus(timeout);
        while (!gone && last.filter(seen -> isDone(seen, before)).isEmpty()) {
            var left = Duration.between(surroundings.clock().instant(), deadline);
            var next = left.isNegative() ? null : news.poll(left.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw CommandFailure.no("revision " + before + " is still the current one after "
                        + TimeText.span(timeout) + ". The request stands; " + told());
            }
            next.run();
        }
        if (gone) {
            throw CommandFailure.no("the credential was deleted meanwhile");
        }
        return last.map(CredentialReader::status)
                .map(ChalkServiceCredentialStatus::current)
                .map(CurrentToken::revision)
                .orElseThrow();
    }

    private String told() {
        return told.isEmpty() ? "kubectl chalk doctor says whether the operator runs" : "last seen: " + told;
    }

    private static boolean isDone(ChalkServiceCredential seen, long before) {
        var status = CredentialReader.status(seen);
        var current = status.current();
        boolean ready = CredentialReader.condition(status, "Ready")
                .filter(condition -> condition.status() == ConditionStatus.TRUE)
                .isPresent();
        return current != null && current.revision() > before && status.pending() == null && ready;
    }

    private Watch watchObject() {
        var metadata = credential.getMetadata();
        return cluster.resource(metadata.getNamespace(), metadata.getName())
                .watch(
                        new ListOptionsBuilder()
                                .withResourceVersion(metadata.getResourceVersion())
                                .build(),
                        watcher(this::look));
    }

    private void look(ChalkServiceCredential seen) {
        last = Optional.of(seen);
        var status = CredentialReader.status(seen);
        var pending = status.pending();
        if (pending != null) {
            tell("revision " + pending.revision() + " is being issued: " + pending.reason());
        }
        CredentialReader.condition(status, "Stalled").map(Condition::message).ifPresent(this::tell);
        var failure = status.failure();
        if (failure != null) {
            tell(failure.reason() + ": " + failure.message() + "; next attempt " + failure.nextAttemptTime());
        }
    }

    private void tell(String text) {
        if (!text.equals(told)) {
            told = text;
            surroundings.err().println("  " + text);
            surroundings.err().flush();
        }
    }

    /** Events are told where they may be read; nothing depends on them. */
    private Watch watchEvents() {
        try {
            var events = cluster.client()
                    .events()
                    .v1()
                    .events()
                    .inNamespace(credential.getMetadata().getNamespace());
            var version = events.list(new ListOptionsBuilder().withLimit(1L).build())
                    .getMetadata()
                    .getResourceVersion();
            return events.watch(
                    new ListOptionsBuilder().withResourceVersion(version).build(), watcher(this::hear));
        } catch (KubernetesClientException e) {
            return () -> {};
        }
    }

    private void hear(Event event) {
        var about = event.getRegarding();
        if (about != null
                && Objects.equals(about.getUid(), credential.getMetadata().getUid())) {
            tell(event.getReason() + ": " + event.getNote());
        }
    }

    /** Takes each change to the thread that waits. */
    private <T> Watcher<T> watcher(Consumer<T> taker) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                news.add(() -> {
                    if (action == Action.DELETED && object instanceof ChalkServiceCredential) {
                        gone = true;
                    } else if (action == Action.ADDED || action == Action.MODIFIED) {
                        taker.accept(object);
                    }
                });
            }

            @Override
            public void onClose(WatcherException cause) {
                news.add(() -> {
                    throw CommandFailure.cluster("the API server ended the watch; the request stands");
                });
            }
        };
    }
}
