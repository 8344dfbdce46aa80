// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.Interval;
import ai.chalk.credentials.api.v1alpha1.Constraints.PermissionGlob;
import ai.chalk.credentials.api.v1alpha1.Constraints.Tag;
import ai.chalk.credentials.api.v1alpha1.Constraints.UpToTenYears;
import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a credential may ask for through a connection. Whoever may create a credential must not gain more in Chalk by it than is
 * written here, so an empty list is refused: clients that drop empty lists would turn it into absence, which often means all.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record ConnectionPolicy(
        @JsonPropertyDescription(
                        """
                Namespaces whose credentials may use the connection, as a label selector; {} selects all. Required in a
                ClusterChalkConnection, refused in a ChalkConnection. Example: {matchLabels: {chalk.example.com/tenant: fraud}}""")
                @Nullable
                NamespaceSelector namespaces,
        @JsonPropertyDescription(
                        """
                Projects and environments for which tokens may be issued: 1 to 256. When absent: all that the
                connection's own token reaches. Example: [{project: fraud, environment: production}]""")
                @ListType(
                        value = ListType.Kind.MAP,
                        keys = {"project", "environment"})
                @Size(max = 256)
                @ValidationRule(
                        value = "self.size() > 0",
                        message =
                                "must list at least one environment; remove it to allow all that the connection reaches")
                @Nullable
                List<AllowedEnvironment> environments,
        @JsonPropertyDescription(
                        """
                Permissions that a token may have, with * as the last part: 1 to 256 of up to 64 characters. When absent:
                all but the escalating ones (such as tokens.*, team.*, secrets.*), which must be named here.
                Example: [query.*]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 256)
                @ValidationRule(
                        value = "self.size() > 0",
                        message = "must list at least one permission; remove it to allow all but the escalating ones")
                @Nullable
                List<@PermissionGlob String> permissions,
        @JsonPropertyDescription(
                        """
                Data source tags: a credential must allow some of these and no others. 1 to 256 of up to 128 characters.
                When absent: no demand. Example: [payments]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 256)
                @ValidationRule(
                        value = "self.size() > 0",
                        message = "must list at least one tag; remove it to demand no data source tags")
                @Nullable
                List<@Tag String> dataSourceTags,
        @JsonPropertyDescription(
                        """
                Feature tags that each credential must block: 1 to 256 of up to 128 characters. When absent: none.
                Example: [pii]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 256)
                @ValidationRule(
                        value = "self.size() > 0",
                        message = "must list at least one tag; remove it to demand no blocked feature tags")
                @Nullable
                List<@Tag String> blockedFeatureTags,
        @JsonPropertyDescription(
                        """
                Keys of customClaims that a credential may set: 1 to 256 of up to 128 characters, never the claim of data
                source tags. When absent: none in a ClusterChalkConnection, all in a ChalkConnection. Example: [team]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 256)
                @ValidationRule(
                        value = "self.size() > 0",
                        message =
                                "must list at least one key; remove it for the default, which is none in a cluster connection")
                @Nullable
                List<@Tag String> customClaims,
        @JsonPropertyDescription(
                        """
                Each credential must rotate at least this often: a duration of 1m to 3650d with the units w d h m s. When
                absent: no demand. Example: 90d""")
                @Nullable
                @Interval
                String maxRotationInterval,
        @JsonPropertyDescription(
                        """
                Upper bound of a credential's overlap and maxOverlap, and its maxOverlap where it gives none: a duration
                of 0s to 3650d with the units w d h m s. When absent: no bound. Example: 14d""")
                @Nullable
                @UpToTenYears
                String maxOverlap)
        implements ConnectionPolicyBuilder.With {}
