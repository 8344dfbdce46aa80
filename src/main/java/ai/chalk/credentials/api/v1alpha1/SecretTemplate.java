// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Own keys instead of formats. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretTemplate(@Nullable Map<String, String> data) {}
