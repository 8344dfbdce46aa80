// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.schedule.Durations;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** Makes a request that the operator will carry out, and waits for it if that is wanted. */
final class RequestSender {

    private final CommandIo surroundings;
    private final GlobalOptions options;
    private final ClusterClient cluster;

    RequestSender(CommandIo surroundings, GlobalOptions options, ClusterClient cluster) {
        this.surroundings = surroundings;
        this.options = options;
        this.cluster = cluster;
    }

    /** A text that this request did not have before: the instant, finer than anybody types. */
    String newText(ChalkServiceCredential live, String annotation) {
        var instant = surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var annotations = Optional.ofNullable(live.getMetadata().getAnnotations());
        boolean used = annotations
                .map(all -> all.get(annotation))
                .filter(instant.toString()::equals)
                .isPresent();
        return (used ? instant.plusMillis(1) : instant).toString();
    }

    /** What to know of it before it is made. */
    Optional<String> check(ChalkServiceCredential live, RequestCheck request) {
        var now = surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var limits = OperatorSettings.limits(cluster, options.operatorNamespace);
        return request.check(live, new LocalObservationReader(cluster, limits, now).look(Optional.of(live), live));
    }

    /** Makes it. */
    void make(ChalkServiceCredential live, RequestCheck request, Optional<String> note, WaitOptions wait) {
        cluster.annotate(live, request.annotation(), request.text());
        var before =
                Objects.requireNonNull(CredentialReader.status(live).current()).revision();
        note.ifPresent(text -> surroundings.err().println("note: " + text));
        if (wait.wait) {
            say(live, request, follow(live, before, wait), true, note);
        } else {
            say(live, request, before, false, note);
        }
        surroundings.out().flush();
    }

    private long follow(ChalkServiceCredential live, long before, WaitOptions wait) {
        var timeout = Durations.parse(wait.timeout)
                .filter(span -> !span.isZero())
                .orElseThrow(() -> CommandFailure.usage(
                        "--timeout is \"" + wait.timeout + "\": write a duration such as 5m or 1h30m"));
        return new ChangeWatcher(cluster, surroundings, live).until(before, timeout);
    }

    private void say(
            ChalkServiceCredential live, RequestCheck request, long revision, boolean done, Optional<String> note) {
        var namespace = live.getMetadata().getNamespace();
        var name = live.getMetadata().getName();
        if (options.output == OutputFormat.json) {
            var view = new RequestView(
                    namespace, name, request.annotation(), request.text(), revision, done, note.orElse(null));
            surroundings.out().print(JsonOutput.write(view));
            return;
        }
        surroundings
                .out()
                .println(
                        done
                                ? surroundings.ink(options).good("✓") + " " + namespace + "/" + name
                                        + " is at revision " + revision
                                : "requested " + request.text() + ": kubectl chalk status " + name + " -n " + namespace
                                        + " shows what becomes of it; --wait waits for it");
    }
}
