// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in one sentence what failed and what to do; never with a stack trace. */
final class FailureMessages {

    private FailureMessages() {}

    /** Tells it, and returns the exit code. */
    static int tell(Exception failure, CommandIo surroundings) {
        if (failure instanceof CommandFailure known) {
            surroundings.err().println("error: " + known.getMessage());
            return known.exitCode();
        }
        var client = causes(failure)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .findFirst();
        surroundings
                .err()
                .println("error: "
                        + client.map(FailureMessages::sentence)
                                .orElseGet(
                                        () -> "unexpected " + failure.getClass().getSimpleName()
                                                + "; please report it with the command that you typed"));
        return ExitCode.CLUSTER;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static String sentence(KubernetesClientException failure) {
        var said =
                Optional.ofNullable(failure.getStatus()).map(Status::getMessage).orElse("");
        return switch (failure.getCode()) {
            case -1, 0 ->
                "the API server was not reached" + network(failure)
                        + ". Check --context, --kubeconfig and the network; kubectl version asks the same server";
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "the API server does not know you: log in again, or choose another --context";
            case HttpURLConnection.HTTP_FORBIDDEN -> said + ". kubectl chalk doctor lists the rights that you lack";
            case HttpURLConnection.HTTP_NOT_FOUND ->
                said.isEmpty() || said.contains("page not found")
                        ? "the API server does not know our kinds: install the CRDs (kubectl apply --server-side -f crds)"
                        : said;
            default -> said.isEmpty() ? "the API server answered " + failure.getCode() : said;
        };
    }

    private static String network(Throwable failure) {
        return causes(failure)
                .filter(IOException.class::isInstance)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((first, last) -> last)
                .map(message -> " (" + message + ")")
                .orElse("");
    }
}
