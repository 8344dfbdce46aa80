// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command, with the names that kubectl uses. */
final class GlobalOptions {

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The namespace. Default: that of the kubeconfig's context.")
    @Nullable
    String namespace;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig. Default: the current one.")
    @Nullable
    String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig. Default: $KUBECONFIG, or ~/.kube/config.")
    @Nullable
    Path kubeconfig;

    @Option(
            names = "--operator-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "chalk-system",
            description = "The namespace of the operator. Default: chalk-system.")
    String operatorNamespace = "chalk-system";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "The output format, text or json. Default: text.")
    OutputFormat output = OutputFormat.text;

    @Option(names = "--no-color", description = "Print without colours, as with NO_COLOR in the environment.")
    boolean noColor;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
