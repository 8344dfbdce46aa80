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
 * What a workload needs of Chalk, as its owner wrote it. The schema sets no default in it, because GitOps tools would show one
 * as a difference for ever: a component that is null has the meaning that its description gives to absence.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record ChalkServiceCredentialSpec(
        @JsonPropertyDescription(
                        """
                The connection to the Chalk API server. When absent: the ClusterChalkConnection named default.
                A change issues a new token through the new connection and revokes the old one through the old.
                Example: {kind: ChalkConnection, name: team-fraud}""")
                @Nullable
                ConnectionRef connectionRef,
        @JsonPropertyDescription(
                        """
                The Chalk project, by name or id. Its id is pinned when the first token is issued, so renaming the
                project in Chalk moves nothing; changing this text issues a new token.
                Required. Example: fraud""")
                @NameOrId
                String project,
        @JsonPropertyDescription(
                        """
                The environment of the project, by name or id; pinned like the project. Required.
                Example: production""")
                @NameOrId
                String environment,
        @JsonPropertyDescription(
                        """
                What the token may do, as slugs of Chalk: 1 to 64. The connection's policy must allow each. Changed in
                place, without a new token. Required. Example: [query.online]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 64)
                @ValidationRule(
                        value = "self.size() > 0",
                        message = "must name at least one permission, for example query.online")
                List<@Permission String> permissions,
        @JsonPropertyDescription(
                        """
                Which data sources the token may read, by tag. When absent: all.
                Example: {allow: [payments]}""")
                @Nullable
                DataSourceTags dataSourceTags,
        @JsonPropertyDescription(
                        """
                Which features the token may compute and return, by tag. When absent: all.
                Example: {block: [pii]}""")
                @Nullable
                FeatureTags featureTags,
        @JsonPropertyDescription(
                        """
                Further claims of the token, passed to Chalk as they are: at most 32 keys of 1 to 128 characters, each
                with up to 64 values of up to 256. When absent: none. The connection's policy says which keys may be
                set. Example: {team: [risk]}""")
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
                The Secret that workloads read. When absent: named like the credential, with the keys of the formats
                Files, Env and UnderscoreEnv. Example: {name: fraud-scorer-chalk}""")
                @Nullable
                SecretOutput secret,
        @JsonPropertyDescription(
                        """
                When the token is replaced and how long its predecessor works on. When absent: on demand only, with
                an overlap of 1h. Example: {interval: 30d, overlap: 24h}""")
                @Nullable
                Rotation rotation,
        @JsonPropertyDescription(
                        """
                Workloads of the same namespace that are restarted after a rotation, because Chalk clients read their
                secret once: at most 32. When absent: none. Example: [{kind: Deployment, name: scorer}]""")
                @ListType(
                        value = ListType.Kind.MAP,
                        keys = {"kind", "name"})
                @Size(max = 32)
                @Nullable
                List<RolloutRestartTarget> rolloutRestartTargets,
        @JsonPropertyDescription(
                        """
                What becomes of the token and the Secret when this credential is deleted. Delete: the token is revoked
                in Chalk and the Secret goes. Retain: both stay and nobody rotates them any more. When absent: Delete.
                Example: Retain""")
                @Nullable
                DeletionPolicy deletionPolicy)
        implements ChalkServiceCredentialSpecBuilder.With {}
