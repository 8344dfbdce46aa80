// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.schedule.Durations;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi.Style;

/** Sends a request to the operator by an annotation, and waits for the result with {@code --wait}. */
final class RequestSender {

    private final CommandIo io;
    private final GlobalOptions options;
    private final ClusterClient cluster;

    RequestSender(CommandIo io, GlobalOptions options, ClusterClient cluster) {
        this.io = io;
        this.options = options;
        this.cluster = cluster;
    }

    /** A value that the annotation does not have yet: the time in milliseconds, a millisecond later if needed. */
    String newText(ChalkServiceCredential live, String annotation) {
        var instant = io.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var annotations = Optional.ofNullable(live.getMetadata().getAnnotations());
        boolean used = annotations
                .map(all -> all.get(annotation))
                .filter(instant.toString()::equals)
                .isPresent();
        return (used ? instant.plusMillis(1) : instant).toString();
    }

    /** A note if the request will not be carried out at once. */
    Optional<String> check(ChalkServiceCredential live, RequestCheck request) {
        var now = io.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var limits = OperatorSettings.limits(cluster, options.operatorNamespace);
        return request.check(live, new LocalObservationReader(cluster, limits, now).read(Optional.of(live), live));
    }

    /** Sends the request. */
    void send(ChalkServiceCredential live, RequestCheck request, Optional<String> note, WaitOptions wait) {
        cluster.annotate(live, request.annotation(), request.text());
        var before =
                Objects.requireNonNull(CredentialReader.status(live).current()).revision();
        note.ifPresent(text -> io.err().println("note: " + text));
        if (wait.wait) {
            print(live, request, follow(live, before, wait), true, note);
        } else {
            print(live, request, before, false, note);
        }
        io.out().flush();
    }

    private long follow(ChalkServiceCredential live, long before, WaitOptions wait) {
        var timeout = Durations.parse(wait.timeout)
                .filter(span -> !span.isZero())
                .orElseThrow(() -> CommandFailure.usage(
                        "--timeout is \"" + wait.timeout + "\", which is not a duration such as 5m or 1h30m"));
        return new ChangeWatcher(cluster, io, live).until(before, timeout);
    }

    private void print(
            ChalkServiceCredential live, RequestCheck request, long revision, boolean done, Optional<String> note) {
        var namespace = live.getMetadata().getNamespace();
        var name = live.getMetadata().getName();
        if (options.output == OutputFormat.json) {
            var view = new RequestView(
                    namespace, name, request.annotation(), request.text(), revision, done, note.orElse(null));
            io.out().print(JsonOutput.write(view));
            return;
        }
        io.out()
                .println(
                        done
                                ? TextOutput.styled(io.colors(options), Style.fg_green, "✓") + " " + namespace + "/"
                                        + name + " is at revision " + revision
                                : "requested at " + request.text() + ": kubectl chalk status " + name + " -n "
                                        + namespace + " shows the progress; --wait waits for the result");
    }
}
