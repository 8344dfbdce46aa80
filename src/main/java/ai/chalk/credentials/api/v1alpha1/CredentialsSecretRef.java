// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The Secret with the operator's own Chalk credential. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CredentialsSecretRef(
        String name, @Nullable String namespace, @Nullable String clientIdKey, @Nullable String clientSecretKey) {}
