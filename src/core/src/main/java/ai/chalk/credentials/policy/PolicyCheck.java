// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.Defaults;
import ai.chalk.credentials.api.v1alpha1.FeatureTags;
import ai.chalk.credentials.chalk.TargetEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the owner of a connection allows what a credential requests. Only this check prevents the right to create a
 * credential in a namespace from giving more access to Chalk. It refuses everything that the policy does not allow, and
 * also policies with values that this version does not know. The caller must refuse unknown enum values of the
 * credential itself.
 */
public final class PolicyCheck {

    /**
     * The first refusal, as a sentence for users: which connection refuses which value, by which rule, and what the
     * rule allows.
     *
     * @param target the resolved project and environment of the credential
     * @param namespaceLabels labels of the credential's namespace
     */
    public Optional<String> refusal(
            ConnectionState connection,
            ChalkServiceCredentialSpec wanted,
            TargetEnvironment target,
            Map<String, String> namespaceLabels) {
        var spec = connection.spec();
        var policy = spec.policy();
        return refusalOfNamespace(connection, namespaceLabels).or(() -> EnvironmentRule.of(policy)
                .refusal(target)
                .or(() -> PermissionRule.refusal(policy, wanted.permissions()).map(why -> "permission " + why))
                .or(() -> dataSourceTags(policy, wanted))
                .or(() -> blockedFeatureTags(policy, wanted.featureTags()))
                .or(() -> customClaims(spec, isCluster(connection), wanted.customClaims()))
                .or(() -> policy == null ? Optional.empty() : RotationRule.refusal(policy, wanted.rotation()))
                .map(why -> connection.key() + " refuses " + why));
    }

    /**
     * Whether a namespace may use the connection at all. This is checked before anything else is disclosed about the
     * connection or the Chalk behind it.
     */
    public Optional<String> refusalOfNamespace(ConnectionState connection, Map<String, String> namespaceLabels) {
        var policy = connection.spec().policy();
        boolean open = policy == null || policy.namespaces() == null;
        var why = isCluster(connection) && open
                ? Optional.of("every namespace: spec.policy.namespaces is not set ({matchLabels: {}} allows all)")
                : namespace(policy, namespaceLabels);
        return why.map(refused -> connection.key() + " refuses " + refused);
    }

    private static boolean isCluster(ConnectionState connection) {
        return connection.key().kind() == ConnectionKind.CLUSTER_CHALK_CONNECTION;
    }

    /**
     * Whether a token that was issued earlier may still be changed or revoked through a connection. The connection in a
     * status or a Secret can be forged, so it is checked like the one in the spec. The grants of such a token are not
     * checked again.
     *
     * @param namespaceLabels labels of the credential's namespace; empty if the namespace is gone: then no one is left
     * to protect against
     */
    public Optional<String> refusalOfPlace(
            ConnectionState connection, TargetEnvironment target, Optional<Map<String, String>> namespaceLabels) {
        var policy = connection.spec().policy();
        return namespaceLabels
                .flatMap(labels -> namespace(policy, labels))
                .or(() -> EnvironmentRule.of(policy).refusal(target))
                .map(why -> connection.key() + " refuses " + why);
    }

    /** Whether the policy excludes every credential from an environment. */
    public Optional<String> refusalOfEnvironment(ConnectionState connection, TargetEnvironment target) {
        return EnvironmentRule.of(connection.spec().policy()).refusal(target);
    }

    private static Optional<String> namespace(@Nullable ConnectionPolicy policy, Map<String, String> labels) {
        var selector = policy == null ? null : policy.namespaces();
        if (selector == null || NamespaceRule.matches(selector, labels)) {
            return Optional.empty();
        }
        var name = labels.getOrDefault("kubernetes.io/metadata.name", "of this credential");
        return Optional.of("namespace %s: its labels do not match spec.policy.namespaces (%s)"
                .formatted(name, NamespaceRule.describe(selector)));
    }

    private static Optional<String> dataSourceTags(
            @Nullable ConnectionPolicy policy, ChalkServiceCredentialSpec wanted) {
        var allowed = policy == null ? null : policy.dataSourceTags();
        if (allowed == null) {
            return Optional.empty();
        }
        var rule = ": spec.policy.dataSourceTags allows " + ListText.of(allowed);
        var tags = wanted.dataSourceTags();
        var asked = orEmpty(tags == null ? null : tags.allow());
        if (asked.isEmpty()) {
            return Optional.of("a credential without spec.dataSourceTags.allow" + rule);
        }
        return asked.stream()
                .filter(tag -> !allowed.contains(tag))
                .findFirst()
                .map(tag -> "data source tag " + tag + rule);
    }

    /** Only a tag in block counts. Features that are merely not returned can still be used in computations. */
    private static Optional<String> blockedFeatureTags(@Nullable ConnectionPolicy policy, @Nullable FeatureTags tags) {
        var demanded = orEmpty(policy == null ? null : policy.blockedFeatureTags());
        var blocked = orEmpty(tags == null ? null : tags.block());
        var otherwise = tags == null
                ? List.<String>of()
                : Stream.concat(orEmpty(tags.blockOutput()).stream(), orEmpty(tags.allow()).stream())
                        .toList();
        return demanded.stream()
                .filter(tag -> !blocked.contains(tag) || otherwise.contains(tag))
                .findFirst()
                .map(tag -> (blocked.contains(tag)
                                        ? "feature tag %s in spec.featureTags.allow or blockOutput"
                                        : "a credential without feature tag %s in spec.featureTags.block")
                                .formatted(tag)
                        + ": spec.policy.blockedFeatureTags requires blocking "
                        + ListText.of(demanded));
    }

    private static Optional<String> customClaims(
            ConnectionSpec spec, boolean isCluster, @Nullable Map<String, List<String>> claims) {
        if (claims == null || claims.isEmpty()) {
            return Optional.empty();
        }
        var policy = spec.policy();
        var allowed = policy == null ? null : policy.customClaims();
        var tagsClaim = Defaults.dataSourceTagsClaim(spec);
        return claims.keySet().stream()
                .sorted()
                .flatMap(key -> customClaim(key, tagsClaim, isCluster, allowed).stream())
                .findFirst()
                .map(why -> "custom claim " + why);
    }

    private static Optional<String> customClaim(
            String key, String tagsClaim, boolean isCluster, @Nullable List<String> allowed) {
        if (key.equalsIgnoreCase(tagsClaim)) {
            return Optional.of(key + ": it carries the data source tags, so use spec.dataSourceTags");
        }
        if (allowed == null ? !isCluster : allowed.contains(key)) {
            return Optional.empty();
        }
        return Optional.of(
                key + ": spec.policy.customClaims allows " + (allowed == null ? "none" : ListText.of(allowed)));
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
