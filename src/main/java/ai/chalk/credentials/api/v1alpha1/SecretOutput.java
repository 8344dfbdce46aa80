// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Secret that pods mount. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretOutput(
        @Nullable String name,
        @Nullable Map<String, String> labels,
        @Nullable Map<String, String> annotations,
        @Nullable List<SecretFormat> formats,
        @Nullable SecretTemplate template) {}
