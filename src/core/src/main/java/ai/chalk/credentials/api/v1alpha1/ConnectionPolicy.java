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
 * What a credential may request through a connection. Creating a credential must not give a user more access to Chalk
 * than the policy states. Empty lists are refused: clients that drop empty lists would turn one into the default, which
 * often means everything.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record ConnectionPolicy(
        @JsonPropertyDescription(
                        """
                The namespaces whose credentials may use the connection, as a label selector; {} selects all. Required
                in a ClusterChalkConnection. Not allowed in a ChalkConnection. Example: {matchLabels:
                {chalk.example.com/tenant: fraud}}""")
                @Nullable
                NamespaceSelector namespaces,
        @JsonPropertyDescription(
                        """
                The projects and environments for which tokens may be issued: 1 to 256. Default: all that the
                connection's own token can reach. Example: [{project: fraud, environment: production}]""")
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
                Permissions that a token may have; the last part of one may be *. 1 to 256 permissions of up to 64
                characters. Default: all except those that escalate, such as tokens.*, team.* and secrets.*; these must
                be listed here. Example: [query.*]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 256)
                @ValidationRule(
                        value = "self.size() > 0",
                        message =
                                "must list at least one permission; remove it to allow all except those that escalate")
                @Nullable
                List<@PermissionGlob String> permissions,
        @JsonPropertyDescription(
                        """
                Data source tags. A credential must allow at least one of these and no others. 1 to 256 tags of up to
                128 characters. Default: no restriction. Example: [payments]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 256)
                @ValidationRule(
                        value = "self.size() > 0",
                        message = "must list at least one tag; remove it to allow all data source tags")
                @Nullable
                List<@Tag String> dataSourceTags,
        @JsonPropertyDescription(
                        """
                Feature tags that every credential must block: 1 to 256 tags of up to 128 characters. Default: none.
                Example: [pii]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 256)
                @ValidationRule(
                        value = "self.size() > 0",
                        message = "must list at least one tag; remove it to require no blocked feature tags")
                @Nullable
                List<@Tag String> blockedFeatureTags,
        @JsonPropertyDescription(
                        """
                Keys of customClaims that a credential may set: 1 to 256 keys of up to 128 characters, except the claim
                of the data source tags. Default: none in a ClusterChalkConnection, all in a ChalkConnection. Example:
                [team]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 256)
                @ValidationRule(
                        value = "self.size() > 0",
                        message =
                                "must list at least one key; remove it for the default, which is none in a ClusterChalkConnection")
                @Nullable
                List<@Tag String> customClaims,
        @JsonPropertyDescription(
                        """
                Upper bound of a credential's rotation interval, so that every credential rotates at least this often: a
                duration of 1m to 3650d with the units w d h m s. Default: no bound. Example: 90d""")
                @Nullable
                @Interval
                String maxRotationInterval,
        @JsonPropertyDescription(
                        """
                Upper bound of a credential's overlap and maxOverlap. It is also the default of a credential's
                maxOverlap. A duration of 0s to 3650d with the units w d h m s. Default: no bound. Example: 14d""")
                @Nullable
                @UpToTenYears
                String maxOverlap)
        implements ConnectionPolicyBuilder.With {}
