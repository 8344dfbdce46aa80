// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists in messages: enough to see one's mistake, short enough for a condition. */
final class Listed {

    private static final int SHOWN = 10;

    private Listed() {}

    /** Such as {@code a, b and 3 more}. */
    static String of(Collection<String> values) {
        var shown = values.stream().limit(SHOWN).collect(Collectors.joining(", "));
        int more = values.size() - SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}
