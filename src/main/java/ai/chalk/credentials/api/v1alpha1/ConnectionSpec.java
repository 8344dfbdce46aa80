// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Which Chalk API server, as whom, and what may be asked of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionSpec(
        String apiServer,
        CredentialsSecretRef credentialsSecretRef,
        @Nullable CaBundleRef caBundleRef,
        @Nullable ConnectionLimits limits,
        @Nullable String dataSourceTagsClaim,
        @Nullable ConnectionPolicy policy) {}
