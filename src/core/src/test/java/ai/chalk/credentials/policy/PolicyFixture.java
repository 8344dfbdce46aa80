// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.api.v1alpha1.AllowedEnvironment;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicyBuilder;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.CredentialsSecretRef;
import ai.chalk.credentials.api.v1alpha1.DataSourceTags;
import ai.chalk.credentials.api.v1alpha1.FeatureTags;
import ai.chalk.credentials.api.v1alpha1.NamespaceRequirement;
import ai.chalk.credentials.api.v1alpha1.NamespaceSelector;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.RotationBuilder;
import ai.chalk.credentials.api.v1alpha1.SelectorOperator;
import ai.chalk.credentials.chalk.TargetEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Connections and credentials for the tests of policies; each method changes one thing. */
public final class PolicyFixture {

    public static final ConnectionKey CLUSTER = ConnectionKey.cluster("default");
    static final ConnectionKey OWN = ConnectionKey.namespaced("team-a", "own");
    static final TargetEnvironment TARGET = new TargetEnvironment("p-1", "fraud", "e-1", "production");
    static final Map<String, String> NAMESPACE =
            Map.of("kubernetes.io/metadata.name", "team-a", "tier", "prod", "zone", "eu");

    /** Policies with one rule. */
    public record Rules(ConnectionPolicy policy) {

        private static final ConnectionPolicy NONE =
                ConnectionPolicyBuilder.builder().namespaces(selector(Map.of())).build();

        public static Rules none() {
            return new Rules(NONE);
        }

        static Rules namespaces(NamespaceSelector selector) {
            return new Rules(NONE.withNamespaces(selector));
        }

        static Rules environments(AllowedEnvironment... allowed) {
            return new Rules(NONE.withEnvironments(List.of(allowed)));
        }

        public static Rules permissions(String... globs) {
            return new Rules(NONE.withPermissions(List.of(globs)));
        }

        static Rules dataSourceTags(String... tags) {
            return new Rules(NONE.withDataSourceTags(List.of(tags)));
        }

        static Rules blockedFeatureTags(String... tags) {
            return new Rules(NONE.withBlockedFeatureTags(List.of(tags)));
        }

        static Rules customClaims(String... keys) {
            return new Rules(NONE.withCustomClaims(List.of(keys)));
        }

        static Rules maxRotationInterval(String duration) {
            return new Rules(NONE.withMaxRotationInterval(duration));
        }

        static Rules maxOverlap(String duration) {
            return new Rules(NONE.withMaxOverlap(duration));
        }
    }

    /** Requests of a credential that policies check. */
    record Wanted(ChalkServiceCredentialSpec spec) {

        private static final ChalkServiceCredentialSpec NOTHING_SPECIAL = ChalkServiceCredentialSpecBuilder.builder()
                .project("fraud")
                .environment("production")
                .permissions(List.of("query.online"))
                .build();

        static Wanted nothingSpecial() {
            return new Wanted(NOTHING_SPECIAL);
        }

        public static Wanted permissions(String... slugs) {
            return new Wanted(NOTHING_SPECIAL.withPermissions(List.of(slugs)));
        }

        static Wanted dataSourceTags(String... tags) {
            return new Wanted(NOTHING_SPECIAL.withDataSourceTags(new DataSourceTags(List.of(tags))));
        }

        static Wanted featureTags(FeatureTags tags) {
            return new Wanted(NOTHING_SPECIAL.withFeatureTags(tags));
        }

        static Wanted customClaims(String... keys) {
            var claims = new TreeMap<String, List<String>>();
            List.of(keys).forEach(key -> claims.put(key, List.of("value")));
            return new Wanted(NOTHING_SPECIAL.withCustomClaims(claims));
        }

        static Wanted rotation(Rotation rotation) {
            return new Wanted(NOTHING_SPECIAL.withRotation(rotation));
        }
    }

    /** A case; without a message, the policy allows it. */
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
        return RotationBuilder.builder().schedule(schedule).build();
    }

    static Rotation rotation(
            @Nullable String interval,
            @Nullable String overlap,
            @Nullable String maxOverlap,
            @Nullable Boolean suspend) {
        return RotationBuilder.builder()
                .interval(interval)
                .overlap(overlap)
                .maxOverlap(maxOverlap)
                .suspend(suspend)
                .build();
    }

    public static ConnectionState connection(ConnectionKey key, @Nullable Rules rules) {
        return connection(key, rules, null);
    }

    public static ConnectionState connection(
            ConnectionKey key, @Nullable Rules rules, @Nullable String dataSourceTagsClaim) {
        var spec = ConnectionSpecBuilder.builder()
                .apiServer("https://api.chalk.ai")
                .credentialsSecretRef(new CredentialsSecretRef("chalk-operator", "chalk-system", null, null))
                .dataSourceTagsClaim(dataSourceTagsClaim)
                .policy(rules == null ? null : rules.policy())
                .build();
        return new ConnectionState(key, spec, true, "Connected", "", Optional.empty());
    }
}
