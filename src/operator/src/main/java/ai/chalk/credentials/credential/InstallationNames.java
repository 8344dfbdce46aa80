// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of this installation, which are part of the names of its tokens in Chalk.
 *
 * @param current the name that new tokens carry
 * @param former earlier names; tokens with these names belong to this installation too
 */
public record InstallationNames(String current, Set<String> former) {

    public InstallationNames {
        former = Set.copyOf(former);
    }

    /** All names that tokens of this installation may carry. */
    public Stream<String> all() {
        return Stream.concat(Stream.of(current), former.stream());
    }
}
