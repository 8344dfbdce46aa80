// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lists of a status, in which a missing and an empty list mean the same. */
public final class Lists {

    private Lists() {}

    public static <T> List<T> of(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** The list, or null if it is empty. */
    public static <T> @Nullable List<T> orAbsent(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    /** The list with one more element, unless it contains it already. */
    public static <T> List<T> with(List<T> list, T added) {
        return Stream.concat(list.stream(), Stream.of(added)).distinct().toList();
    }
}
