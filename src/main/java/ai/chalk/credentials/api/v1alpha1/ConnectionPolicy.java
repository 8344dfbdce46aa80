// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a credential may ask for through this connection. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionPolicy(
        @Nullable NamespaceSelector namespaces,
        @Nullable List<AllowedEnvironment> environments,
        @Nullable List<String> permissions,
        @Nullable List<String> dataSourceTags,
        @Nullable List<String> blockedFeatureTags,
        @Nullable List<String> customClaims,
        @Nullable String maxRotationInterval,
        @Nullable String maxOverlap) {}
