// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One requirement of a label selector. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamespaceRequirement(String key, SelectorOperator operator, @Nullable List<String> values) {}
