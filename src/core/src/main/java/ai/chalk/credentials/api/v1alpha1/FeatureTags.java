// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.Tag;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features that a token may compute and return, by tag. A tag may be in one list only, so that the result does not
 * depend on an order of the lists.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.block) || has(self.blockOutput) || has(self.allow) || has(self.defaultAction)",
        message = "is empty: set block, blockOutput, allow or defaultAction, or remove featureTags")
@ValidationRule(
        value = "!has(self.allow) || (has(self.defaultAction) && self.defaultAction != 'Allow')",
        fieldPath = ".allow",
        message = "applies only with defaultAction Block or BlockOutput: set one of them, or remove allow")
@ValidationRule(
        value = "!has(self.block) || !has(self.blockOutput) || !sets.intersects(self.block, self.blockOutput)",
        fieldPath = ".blockOutput",
        message = "must not repeat a tag of block: keep it in one of the two lists",
        messageExpression =
                """
                '"' + self.block.filter(t, t in self.blockOutput)[0] + '" is also in block: keep it in one of the two lists'""")
@ValidationRule(
        value = "!has(self.block) || !has(self.allow) || !sets.intersects(self.block, self.allow)",
        fieldPath = ".allow",
        message = "must not repeat a tag of block: keep it in one of the two lists",
        messageExpression =
                """
                '"' + self.block.filter(t, t in self.allow)[0] + '" is also in block: keep it in one of the two lists'""")
@ValidationRule(
        value = "!has(self.blockOutput) || !has(self.allow) || !sets.intersects(self.blockOutput, self.allow)",
        fieldPath = ".allow",
        message = "must not repeat a tag of blockOutput: keep it in one of the two lists",
        messageExpression =
                """
                '"' + self.blockOutput.filter(t, t in self.allow)[0] + '" is also in blockOutput: keep it in one of the two lists'""")
public record FeatureTags(
        @JsonPropertyDescription(
                        """
                Features with one of these tags are never computed: at most 64 tags of up to 128 characters. Default:
                none. Example: [pii]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 64)
                @Nullable
                List<@Tag String> block,
        @JsonPropertyDescription(
                        """
                Features with one of these tags may be used in computations but are never returned: at most 64 tags of
                up to 128 characters. Default: none. Example: [raw]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 64)
                @Nullable
                List<@Tag String> blockOutput,
        @JsonPropertyDescription(
                        """
                Features with one of these tags are exempt from defaultAction: 1 to 64 tags of up to 128 characters.
                Only with a defaultAction other than Allow. Default: none. Example: [public]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 64)
                @ValidationRule(value = "self.size() > 0", message = "must list at least one tag, or be removed")
                @Nullable
                List<@Tag String> allow,
        @JsonPropertyDescription(
                        """
                What applies to features that no list names. Allow: computed and returned. BlockOutput: computed but
                never returned. Block: never computed. Default: Allow. Example: Block""")
                @Nullable
                FeatureAction defaultAction) {}
