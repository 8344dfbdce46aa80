// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lists of a status, in which absent and empty mean the same. */
public final class Lists {

    private Lists() {}

    /** The list, or an empty one. */
    public static <T> List<T> of(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** The list, or none at all where it is empty. */
    public static <T> @Nullable List<T> orAbsent(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    /** The list with one more, unless it is there. */
    public static <T> List<T> with(List<T> list, T added) {
        return Stream.concat(list.stream(), Stream.of(added)).distinct().toList();
    }
}
