// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.FeatureAction;
import ai.chalk.credentials.api.v1alpha1.FeatureTags;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Translates the spec's permissions and tags into Chalk's grants. */
public final class DesiredGrants {

    private DesiredGrants() {}

    /**
     * The grants that a spec requests.
     *
     * @param dataSourceTagsClaim the customer claim in which Chalk keeps the allowed data source tags
     */
    public static Grants of(ChalkServiceCredentialSpec spec, String dataSourceTagsClaim) {
        var claims = new TreeMap<String, List<String>>();
        if (spec.customClaims() != null) {
            claims.putAll(spec.customClaims());
        }
        var dataSources = spec.dataSourceTags();
        if (dataSources != null && !tags(dataSources.allow()).isEmpty()) {
            claims.put(dataSourceTagsClaim, tags(dataSources.allow()));
        }
        return new Grants(
                new TreeSet<>(spec.permissions()),
                claims,
                featureTags(spec.featureTags()),
                byDefault(spec.featureTags()));
    }

    private static SortedMap<String, FeaturePermission> featureTags(@Nullable FeatureTags tags) {
        var permissions = new TreeMap<String, FeaturePermission>();
        if (tags != null) {
            tags(tags.allow()).forEach(tag -> permissions.put(tag, FeaturePermission.ALLOW));
            tags(tags.blockOutput()).forEach(tag -> permissions.put(tag, FeaturePermission.ALLOW_INTERNAL));
            tags(tags.block()).forEach(tag -> permissions.put(tag, FeaturePermission.DENY));
        }
        return permissions;
    }

    private static List<String> tags(@Nullable List<String> named) {
        return named == null ? List.of() : named;
    }

    private static FeaturePermission byDefault(@Nullable FeatureTags tags) {
        var action = tags == null || tags.defaultAction() == null ? FeatureAction.ALLOW : tags.defaultAction();
        return switch (action) {
            case ALLOW -> FeaturePermission.ALLOW;
            case BLOCK_OUTPUT -> FeaturePermission.ALLOW_INTERNAL;
            case BLOCK, UNKNOWN -> FeaturePermission.DENY;
        };
    }
}
