// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a workload needs of Chalk. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChalkServiceCredentialSpec(
        @Nullable ConnectionRef connectionRef,
        String project,
        String environment,
        List<String> permissions,
        @Nullable DataSourceTags dataSourceTags,
        @Nullable FeatureTags featureTags,
        @Nullable Map<String, List<String>> customClaims,
        @Nullable SecretOutput secret,
        @Nullable Rotation rotation,
        @Nullable List<RolloutRestartTarget> rolloutRestartTargets,
        @Nullable DeletionPolicy deletionPolicy) {}
