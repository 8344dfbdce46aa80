// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.NameOrId;
import ai.chalk.credentials.api.v1alpha1.Constraints.Permission;
import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workload needs from Chalk. The schema sets no defaults, because GitOps tools would show each one as a
 * permanent difference. A null component stands for the default that its description names.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record ChalkServiceCredentialSpec(
        @JsonPropertyDescription(
                        """
                The connection to the Chalk API server. A change issues a new token through the new connection, and
                revokes the old token through the old connection. Default: the ClusterChalkConnection named default.
                Example: {kind: ChalkConnection, name: team-fraud}""")
                @Nullable
                ConnectionRef connectionRef,
        @JsonPropertyDescription(
                        """
                The Chalk project, by name or id. The operator pins its id when it issues the first token, so
                renaming the project in Chalk changes nothing. Changing this value issues a new token. Required.
                Example: fraud""")
                @NameOrId
                String project,
        @JsonPropertyDescription(
                        """
                The environment of the project, by name or id. Its id is pinned like that of the project. Required.
                Example: production""")
                @NameOrId
                String environment,
        @JsonPropertyDescription(
                        """
                What the token may do, as Chalk permission slugs: 1 to 64. The policy of the connection must allow
                each of them. A change updates the existing token and does not rotate it. Required. Example:
                [query.online]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 64)
                @ValidationRule(
                        value = "self.size() > 0",
                        message = "must name at least one permission, for example query.online")
                List<@Permission String> permissions,
        @JsonPropertyDescription(
                        """
                The data sources that the token may read, by tag. Default: all. Example: {allow: [payments]}""")
                @Nullable
                DataSourceTags dataSourceTags,
        @JsonPropertyDescription(
                        """
                The features that the token may compute and return, by tag. Default: all. Example: {block: [pii]}""")
                @Nullable
                FeatureTags featureTags,
        @JsonPropertyDescription(
                        """
                Further claims of the token, passed to Chalk unchanged: at most 32 keys of 1 to 128 characters, each
                with at most 64 values of up to 256 characters. The policy of the connection lists the keys that may be
                set. Default: none. Example: {team: [risk]}""")
                @Size(max = 32)
                @ValidationRule(
                        value = "!('query_tags' in self)",
                        message = "query_tags is set by the operator: use dataSourceTags.allow instead",
                        reason = "FieldValueForbidden")
                @ValidationRule(
                        value = "self.all(k, k.size() >= 1 && k.size() <= 128)",
                        message = "keys must have 1 to 128 characters")
                @Nullable
                Map<String, @Size(max = 64) List<@Size(max = 256) String>> customClaims,
        @JsonPropertyDescription(
                        """
                The Secret from which workloads read the token. Default: a Secret with the name of the credential and
                the keys of the formats Files, Env and UnderscoreEnv. Example: {name: fraud-scorer-chalk}""")
                @Nullable
                SecretOutput secret,
        @JsonPropertyDescription(
                        """
                When the token is rotated, and how long the predecessor stays valid. Default: rotation on demand only,
                with an overlap of 1h. Example: {interval: 30d, overlap: 24h}""")
                @Nullable
                Rotation rotation,
        @JsonPropertyDescription(
                        """
                Workloads in the same namespace that the operator restarts after a rotation, because Chalk clients read
                their secret only at startup: at most 32. Default: none. Example: [{kind: Deployment, name: scorer}]""")
                @ListType(
                        value = ListType.Kind.MAP,
                        keys = {"kind", "name"})
                @Size(max = 32)
                @Nullable
                List<RolloutRestartTarget> rolloutRestartTargets,
        @JsonPropertyDescription(
                        """
                What happens to the token and the Secret when this credential is deleted. Delete: the operator revokes
                the token in Chalk and deletes the Secret. Retain: both stay, and the operator no longer manages them.
                Default: Delete. Example: Retain""")
                @Nullable
                DeletionPolicy deletionPolicy)
        implements ChalkServiceCredentialSpecBuilder.With {}
