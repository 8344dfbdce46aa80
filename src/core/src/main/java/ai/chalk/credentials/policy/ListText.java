// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists in messages: long enough to find a mistake, short enough for a condition. */
public final class ListText {

    private static final int SHOWN = 10;

    private ListText() {}

    /** Such as {@code a, b and 3 more}. */
    public static String of(Collection<String> values) {
        var shown = values.stream().limit(SHOWN).collect(Collectors.joining(", "));
        int more = values.size() - SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}
