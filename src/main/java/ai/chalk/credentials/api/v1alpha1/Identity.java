// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Who Chalk says we are. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Identity(@Nullable String user, @Nullable String teamId, @Nullable String teamName, String clientId) {}
