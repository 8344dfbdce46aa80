// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A label selector of namespaces. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamespaceSelector(
        @Nullable Map<String, String> matchLabels, @Nullable List<NamespaceRequirement> matchExpressions) {}
