// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cluster's own kubectl, as one of its users. Ignores the kubectl configuration of this machine's user. */
public record Kubectl(Path program, Path kubeconfig, Path cache) {

    public String run(List<String> args) {
        var fixed = Stream.of(program.toString(), "--kubeconfig=" + kubeconfig, "--cache-dir=" + cache);
        return new ExternalCommand(Stream.concat(fixed, args.stream()).toList(), Map.of("KUBERC", "off")).run();
    }
}
