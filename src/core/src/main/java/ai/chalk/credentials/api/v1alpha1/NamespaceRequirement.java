// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One requirement of a label selector. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                """
                self.operator in ['In', 'NotIn'] ? has(self.values) && self.values.size() > 0
                  : !has(self.values) || self.values.size() == 0""",
        fieldPath = ".values",
        message = "must be set for In and NotIn, and only for these")
public record NamespaceRequirement(
        @JsonPropertyDescription("Key of the label. Required. Example: team")
                @Size(max = 317)
                @ValidationRule(
                        value = "!format.qualifiedName().validate(self).hasValue()",
                        message = "must be the key of a label, for example team",
                        messageExpression = Cel.VALUE + "must be the key of a label, for example team" + Cel.END)
                String key,
        @JsonPropertyDescription("How the label is compared: In, NotIn, Exists or DoesNotExist. Required. Example: In")
                SelectorOperator operator,
        @JsonPropertyDescription(
                        """
                Values to compare with: 1 to 64 of up to 63 characters. Required for In and NotIn; not allowed for
                Exists and DoesNotExist. Example: [risk]""")
                @Size(max = 64)
                @Nullable
                List<@Size(max = 63) String> values) {}
