// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.util.Set;
import java.util.stream.Stream;

/**
 * What this installation is called in the names of its tokens.
 *
 * @param current what new tokens are named after
 * @param former what it was called before: tokens of those names are ours too
 */
public record InstallationNames(String current, Set<String> former) {

    public InstallationNames {
        former = Set.copyOf(former);
    }

    /** All that tokens of ours may be named after. */
    public Stream<String> all() {
        return Stream.concat(Stream.of(current), former.stream());
    }
}
