// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command understands, named as kubectl names it. */
final class GlobalOptions {

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The namespace. When absent: that of the kubeconfig's context.")
    @Nullable
    String namespace;

    @Option(names = "--context", paramLabel = "NAME", description = "The context of the kubeconfig.")
    @Nullable
    String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig. When absent: $KUBECONFIG, or ~/.kube/config.")
    @Nullable
    Path kubeconfig;

    @Option(
            names = "--operator-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "chalk-system",
            description = "Where the operator runs. When absent: chalk-system.")
    String operatorNamespace = "chalk-system";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json. When absent: text.")
    OutputFormat output = OutputFormat.text;

    @Option(names = "--no-color", description = "No colours. NO_COLOR in the environment means the same.")
    boolean noColor;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    boolean help;
}
