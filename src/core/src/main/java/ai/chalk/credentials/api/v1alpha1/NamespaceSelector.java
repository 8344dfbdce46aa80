// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A label selector of namespaces, as elsewhere in Kubernetes: a namespace must meet all requirements, and an empty
 * selector selects all.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamespaceSelector(
        @JsonPropertyDescription(
                        """
                Labels that the namespace must have: at most 32. Default: no requirement. Example:
                {kubernetes.io/metadata.name: fraud}""")
                @Size(max = 32)
                @ValidationRule(
                        value = "self.all(k, " + Cel.LABEL + ")",
                        message = "must be a label: letters, digits, -, _ and ., a value of at most 63 characters",
                        messageExpression =
                                "'\"' + self.filter(k, !(" + Cel.LABEL
                                        + "))[0] + '\" must be a label: letters, digits, -, _ and ., and the same for its value'")
                @Nullable
                Map<String, @Size(max = 63) String> matchLabels,
        @JsonPropertyDescription(
                        """
                Further requirements that the labels of the namespace must meet: at most 32. Default: none. Example:
                [{key: team, operator: In, values: [risk]}]""")
                @Size(max = 32)
                @Nullable
                List<NamespaceRequirement> matchExpressions) {}
