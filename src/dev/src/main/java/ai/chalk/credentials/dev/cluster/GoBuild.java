// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds programs from one of the Go modules in this repository. The result does not depend on the user's settings for
 * Go.
 */
record GoBuild(GoSource source, GoToolchain toolchain, Consumer<String> progress) {

    private static final List<String> REPRODUCIBLE = List.of("build", "-v", "-trimpath", "-buildvcs=false");

    /**
     * Runs {@code go build} and reports its progress.
     *
     * @param arguments the packages, the linker flags and the output
     * @throws ClusterUnavailableException if the build fails, with the last lines of the compiler's output
     */
    void run(List<String> arguments) throws IOException {
        var go = Stream.of(toolchain.go().toString());
        var command = Stream.concat(go, Stream.concat(REPRODUCIBLE.stream(), arguments.stream()));
        var build = new ProcessBuilder(command.toList())
                .directory(source.folder().toFile())
                .redirectErrorStream(true);
        setEnvironment(build);
        BuildProgress.follow(build.start(), source.folder(), progress);
    }

    /** Removes the user's settings for other builds. */
    private static void setEnvironment(ProcessBuilder build) {
        var environment = build.environment();
        Stream.of("GOROOT", "GOFLAGS", "GOOS", "GOARCH", "GOEXPERIMENT").forEach(environment::remove);
        environment.put("CGO_ENABLED", "0");
        environment.put("GOWORK", "off");
    }
}
