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

/** Watches a credential until its next revision is published, and prints the progress. */
final class ChangeWatcher {

    private final ClusterClient cluster;
    private final CommandIo io;
    private final ChalkServiceCredential credential;
    private final BlockingQueue<Runnable> changes = new LinkedBlockingQueue<>();
    private Optional<ChalkServiceCredential> last = Optional.empty();
    private boolean deleted;
    private String printed = "";

    ChangeWatcher(ClusterClient cluster, CommandIo io, ChalkServiceCredential credential) {
        this.cluster = cluster;
        this.io = io;
        this.credential = credential;
    }

    /**
     * Waits until a later revision is published in the Secret.
     *
     * @return that revision
     */
    long until(long before, Duration timeout) {
        var watches = List.of(watchObject(), watchEvents());
        try {
            return await(before, timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.notDone("interrupted; the request remains");
        } finally {
            watches.forEach(Watch::close);
        }
    }

    private long await(long before, Duration timeout) throws InterruptedException {
        var deadline = io.clock().instant().plus(timeout);
        while (!deleted && last.filter(seen -> isDone(seen, before)).isEmpty()) {
            var left = Duration.between(io.clock().instant(), deadline);
            var next = left.isNegative() ? null : changes.poll(left.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw CommandFailure.notDone("revision " + before + " is still current after " + TimeText.span(timeout)
                        + ". The request remains; " + lastProgress());
            }
            next.run();
        }
        if (deleted) {
            throw CommandFailure.notDone("the credential was deleted in the meantime");
        }
        return last.map(CredentialReader::status)
                .map(ChalkServiceCredentialStatus::current)
                .map(CurrentToken::revision)
                .orElseThrow();
    }

    private String lastProgress() {
        return printed.isEmpty()
                ? "kubectl chalk doctor checks whether the operator is running"
                : "last progress: " + printed;
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
                        watcher(this::credentialChanged));
    }

    private void credentialChanged(ChalkServiceCredential seen) {
        last = Optional.of(seen);
        var status = CredentialReader.status(seen);
        var pending = status.pending();
        if (pending != null) {
            print("revision " + pending.revision() + " is being issued: " + pending.reason());
        }
        CredentialReader.condition(status, "Stalled").map(Condition::message).ifPresent(this::print);
        var failure = status.failure();
        if (failure != null) {
            print(failure.reason() + ": " + failure.message() + "; next attempt " + failure.nextAttemptTime());
        }
    }

    private void print(String text) {
        if (!text.equals(printed)) {
            printed = text;
            io.err().println("  " + text);
            io.err().flush();
        }
    }

    /** Prints events if the caller may read them; nothing else depends on them. */
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
                    new ListOptionsBuilder().withResourceVersion(version).build(), watcher(this::eventCreated));
        } catch (KubernetesClientException e) {
            return () -> {};
        }
    }

    private void eventCreated(Event event) {
        var regarding = event.getRegarding();
        if (regarding != null
                && Objects.equals(regarding.getUid(), credential.getMetadata().getUid())) {
            print(event.getReason() + ": " + event.getNote());
        }
    }

    /** Hands each change to the thread that waits. */
    private <T> Watcher<T> watcher(Consumer<T> handler) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                changes.add(() -> {
                    if (action == Action.DELETED && object instanceof ChalkServiceCredential) {
                        deleted = true;
                    } else if (action == Action.ADDED || action == Action.MODIFIED) {
                        handler.accept(object);
                    }
                });
            }

            @Override
            public void onClose(WatcherException cause) {
                changes.add(() -> {
                    throw CommandFailure.cluster("the API server closed the watch; the request remains");
                });
            }
        };
    }
}
