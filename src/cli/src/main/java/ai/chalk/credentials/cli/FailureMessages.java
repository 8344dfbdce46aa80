// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes in one sentence what failed and what to do, without a stack trace. */
final class FailureMessages {

    private FailureMessages() {}

    /** Prints the message, and returns the exit code. */
    static int print(Exception failure, CommandIo io) {
        if (failure instanceof CommandFailure known) {
            io.err().println("error: " + known.getMessage());
            return known.exitCode();
        }
        var client = causes(failure)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .findFirst();
        io.err()
                .println("error: "
                        + client.map(FailureMessages::sentence)
                                .orElseGet(
                                        () -> "unexpected " + failure.getClass().getSimpleName()
                                                + "; please report it with the command that you ran"));
        return ExitCode.CLUSTER;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static String sentence(KubernetesClientException failure) {
        var message =
                Optional.ofNullable(failure.getStatus()).map(Status::getMessage).orElse("");
        return switch (failure.getCode()) {
            case -1, 0 ->
                "cannot reach the API server" + network(failure)
                        + ". Check --context, --kubeconfig and the network; kubectl version calls the same server";
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "the API server rejected your login: log in again, or select another --context";
            case HttpURLConnection.HTTP_FORBIDDEN -> message + ". kubectl chalk doctor lists the rights that you lack";
            case HttpURLConnection.HTTP_NOT_FOUND ->
                message.isEmpty() || message.contains("page not found")
                        ? "the API server does not serve the operator's kinds: install the CRDs (kubectl apply --server-side -f crds)"
                        : message;
            default -> message.isEmpty() ? "the API server responded with status " + failure.getCode() : message;
        };
    }

    private static String network(Throwable failure) {
        return causes(failure)
                .filter(IOException.class::isInstance)
                .map(Throwable::getMessage)
                .filter(text -> text != null && !text.isBlank())
                .reduce((first, last) -> last)
                .map(text -> " (" + text + ")")
                .orElse("");
    }
}
