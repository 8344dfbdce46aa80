// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import ai.chalk.credentials.common.WithBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a service token may do, as one comparable value.
 *
 * @param permissions slugs, such as {@code query.online}
 * @param customClaims key to values, including the claim of the data source tags; the values are a set and are kept
 * sorted
 * @param featureTags the permission for features with each tag
 * @param defaultPermission the permission for features with none of these tags
 */
@WithBuilder
public record Grants(
        SortedSet<String> permissions,
        SortedMap<String, List<String>> customClaims,
        SortedMap<String, FeaturePermission> featureTags,
        FeaturePermission defaultPermission)
        implements GrantsBuilder.With {

    public Grants {
        permissions = Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
        customClaims = sortedValues(customClaims);
        featureTags = Collections.unmodifiableSortedMap(new TreeMap<>(featureTags));
    }

    private static SortedMap<String, List<String>> sortedValues(Map<String, List<String>> claims) {
        var sorted = new TreeMap<String, List<String>>();
        claims.forEach((key, values) ->
                sorted.put(key, values.stream().sorted().distinct().toList()));
        return Collections.unmodifiableSortedMap(sorted);
    }
}
