// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.api.v1alpha1.AllowedEnvironment;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.CredentialsSecretRef;
import ai.chalk.credentials.api.v1alpha1.DataSourceTags;
import ai.chalk.credentials.api.v1alpha1.FeatureTags;
import ai.chalk.credentials.api.v1alpha1.NamespaceRequirement;
import ai.chalk.credentials.api.v1alpha1.NamespaceSelector;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.SelectorOperator;
import ai.chalk.credentials.chalk.TargetEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Connections and credentials for the tests of policies. Each method changes one thing. */
public final class PolicyFixture {

    public static final ConnectionKey CLUSTER = ConnectionKey.cluster("default");
    static final ConnectionKey OWN = ConnectionKey.namespaced("team-a", "own");
    static final TargetEnvironment TARGET = new TargetEnvironment("p-1", "fraud", "e-1", "production");
    static final Map<String, String> NAMESPACE =
            Map.of("kubernetes.io/metadata.name", "team-a", "tier", "prod", "zone", "eu");

    /** The fields of a policy, changed one at a time. */
    public record Rules(
            @Nullable NamespaceSelector namespaces,
            @Nullable List<AllowedEnvironment> environments,
            @Nullable List<String> permissions,
            @Nullable List<String> dataSourceTags,
            @Nullable List<String> blockedFeatureTags,
            @Nullable List<String> customClaims,
            @Nullable String maxRotationInterval,
            @Nullable String maxOverlap) {

        public static Rules none() {
            return new Rules(selector(Map.of()), null, null, null, null, null, null, null);
        }

        static Rules namespaces(NamespaceSelector selector) {
            return new Rules(selector, null, null, null, null, null, null, null);
        }

        static Rules environments(AllowedEnvironment... allowed) {
            return new Rules(selector(Map.of()), List.of(allowed), null, null, null, null, null, null);
        }

        public static Rules permissions(String... globs) {
            return new Rules(selector(Map.of()), null, List.of(globs), null, null, null, null, null);
        }

        static Rules dataSourceTags(String... tags) {
            return new Rules(selector(Map.of()), null, null, List.of(tags), null, null, null, null);
        }

        static Rules blockedFeatureTags(String... tags) {
            return new Rules(selector(Map.of()), null, null, null, List.of(tags), null, null, null);
        }

        static Rules customClaims(String... keys) {
            return new Rules(selector(Map.of()), null, null, null, null, List.of(keys), null, null);
        }

        static Rules maxRotationInterval(String duration) {
            return new Rules(selector(Map.of()), null, null, null, null, null, duration, null);
        }

        static Rules maxOverlap(String duration) {
            return new Rules(selector(Map.of()), null, null, null, null, null, null, duration);
        }

        ConnectionPolicy policy() {
            return new ConnectionPolicy(
                    namespaces,
                    environments,
                    permissions,
                    dataSourceTags,
                    blockedFeatureTags,
                    customClaims,
                    maxRotationInterval,
                    maxOverlap);
        }
    }

    /** The parts of a credential that policies check. */
    record Wanted(
            List<String> permissions,
            @Nullable DataSourceTags dataSourceTags,
            @Nullable FeatureTags featureTags,
            @Nullable Map<String, List<String>> customClaims,
            @Nullable Rotation rotation) {

        static Wanted nothingSpecial() {
            return permissions("query.online");
        }

        public static Wanted permissions(String... slugs) {
            return new Wanted(List.of(slugs), null, null, null, null);
        }

        static Wanted dataSourceTags(String... tags) {
            return new Wanted(List.of("query.online"), new DataSourceTags(List.of(tags)), null, null, null);
        }

        static Wanted featureTags(FeatureTags tags) {
            return new Wanted(List.of("query.online"), null, tags, null, null);
        }

        static Wanted customClaims(String... keys) {
            var claims = new TreeMap<String, List<String>>();
            List.of(keys).forEach(key -> claims.put(key, List.of("value")));
            return new Wanted(List.of("query.online"), null, null, claims, null);
        }

        static Wanted rotation(Rotation rotation) {
            return new Wanted(List.of("query.online"), null, null, null, rotation);
        }

        ChalkServiceCredentialSpec spec() {
            return new ChalkServiceCredentialSpec(
                    null,
                    "fraud",
                    "production",
                    permissions,
                    dataSourceTags,
                    featureTags,
                    customClaims,
                    null,
                    rotation,
                    null,
                    null);
        }
    }

    /** A case. Without a sentence, the policy allows it. */
    record Case(String name, ConnectionState connection, Wanted wanted, Optional<String> sentence) {

        static Case allows(String name, Rules rules, Wanted wanted) {
            return new Case(name, PolicyFixture.connection(CLUSTER, rules), wanted, Optional.empty());
        }

        static Case refuses(String name, Rules rules, Wanted wanted, String what) {
            var sentence = "ClusterChalkConnection default refuses " + what;
            return new Case(name, PolicyFixture.connection(CLUSTER, rules), wanted, Optional.of(sentence));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private PolicyFixture() {}

    static NamespaceSelector selector(Map<String, String> matchLabels) {
        return new NamespaceSelector(matchLabels, null);
    }

    static NamespaceSelector selector(String key, SelectorOperator operator, String... values) {
        return new NamespaceSelector(
                null, List.of(new NamespaceRequirement(key, operator, values.length == 0 ? null : List.of(values))));
    }

    static FeatureTags block(String... tags) {
        return new FeatureTags(List.of(tags), null, null, null);
    }

    static Rotation every(@Nullable String interval) {
        return rotation(interval, null, null, null);
    }

    static Rotation scheduled(String schedule) {
        return new Rotation(null, schedule, null, null, null, null, null, null, null);
    }

    static Rotation rotation(
            @Nullable String interval,
            @Nullable String overlap,
            @Nullable String maxOverlap,
            @Nullable Boolean suspend) {
        return new Rotation(interval, null, null, overlap, null, maxOverlap, null, null, suspend);
    }

    public static ConnectionState connection(ConnectionKey key, @Nullable Rules rules) {
        return connection(key, rules, null);
    }

    public static ConnectionState connection(
            ConnectionKey key, @Nullable Rules rules, @Nullable String dataSourceTagsClaim) {
        var spec = new ConnectionSpec(
                "https://api.chalk.ai",
                new CredentialsSecretRef("chalk-operator", "chalk-system", null, null),
                null,
                null,
                dataSourceTagsClaim,
                rules == null ? null : rules.policy());
        return new ConnectionState(key, spec, true, "Connected", "", Optional.empty());
    }
}
