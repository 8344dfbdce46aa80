// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.util.List;
import java.util.stream.Collectors;

/** A short list of rights: the first ones, and how many more there are. */
final class RightsText {

    private static final int FEW = 3;

    private RightsText() {}

    static String of(List<AccessRight> rights) {
        var first = rights.stream().limit(FEW).map(AccessRight::textWithScope).collect(Collectors.joining(", "));
        return rights.size() > FEW ? first + " and " + (rights.size() - FEW) + " more" : first;
    }
}
