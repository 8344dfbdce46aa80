// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.NewServiceToken;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts grants to and from Chalk's messages. */
final class GrantsMapper {

    private GrantsMapper() {}

    static ConnectMessages.TokenSpec spec(@Nullable String clientId, NewServiceToken token) {
        var grants = token.grants();
        var claims = grants.customClaims().entrySet().stream()
                .map(claim -> new ConnectMessages.Claim(claim.getKey(), claim.getValue()))
                .toList();
        var tags = new TreeMap<String, String>();
        grants.featureTags().forEach((tag, permission) -> tags.put(tag, FeaturePermissionNames.enumName(permission)));
        return new ConnectMessages.TokenSpec(
                clientId,
                token.name(),
                grants.permissions().stream().map(PermissionNames::enumName).toList(),
                claims,
                tags,
                FeaturePermissionNames.enumName(grants.defaultPermission()));
    }

    static Grants ofCreated(ConnectMessages.CreatedAgent agent) {
        return grants(orEmpty(agent.permissions()), agent.customerClaims(), agent.featurePermissions());
    }

    static Grants ofDisplayed(ConnectMessages.DisplayAgent agent) {
        var names = new ArrayList<String>();
        for (var shown : orEmpty(agent.permissions())) {
            var name = shown.permission() == null ? shown.name() : shown.permission();
            if (name != null) {
                names.add(name);
            }
        }
        return grants(names, agent.customerClaims(), agent.featurePermissions());
    }

    private static Grants grants(
            List<String> permissions,
            @Nullable List<ConnectMessages.Claim> claims,
            ConnectMessages.@Nullable FeaturePermissions features) {
        SortedSet<String> slugs =
                permissions.stream().map(PermissionNames::slug).collect(Collectors.toCollection(TreeSet::new));
        var fallback = FeaturePermissionNames.of(features == null ? null : features.defaultPermission());
        return new Grants(slugs, claims(orEmpty(claims)), tags(features), fallback);
    }

    private static SortedMap<String, List<String>> claims(List<ConnectMessages.Claim> claims) {
        var byKey = new TreeMap<String, List<String>>();
        for (var claim : claims) {
            if (claim.key() != null) {
                byKey.computeIfAbsent(claim.key(), first -> new ArrayList<>()).addAll(orEmpty(claim.values()));
            }
        }
        return byKey;
    }

    private static SortedMap<String, FeaturePermission> tags(ConnectMessages.@Nullable FeaturePermissions features) {
        var read = new TreeMap<String, FeaturePermission>();
        if (features != null && features.tags() != null) {
            features.tags().forEach((tag, permission) -> read.put(tag, FeaturePermissionNames.of(permission)));
        }
        return read;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
