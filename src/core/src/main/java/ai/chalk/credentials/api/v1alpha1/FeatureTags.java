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

/** Which features may be computed and returned, by tag. A tag stands in one list only, so that no order decides. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.block) || has(self.blockOutput) || has(self.allow) || has(self.defaultAction)",
        message = "says nothing: give block, blockOutput, allow or defaultAction, or remove featureTags")
@ValidationRule(
        value = "!has(self.allow) || (has(self.defaultAction) && self.defaultAction != 'Allow')",
        fieldPath = ".allow",
        message = "matters only with defaultAction Block or BlockOutput: set one of them, or remove allow")
@ValidationRule(
        value = "!has(self.block) || !has(self.blockOutput) || !sets.intersects(self.block, self.blockOutput)",
        fieldPath = ".blockOutput",
        message = "must not repeat a tag of block: keep it in one of the two",
        messageExpression =
                """
                '"' + self.block.filter(t, t in self.blockOutput)[0] + '" is in block too: keep it in one of the two'""")
@ValidationRule(
        value = "!has(self.block) || !has(self.allow) || !sets.intersects(self.block, self.allow)",
        fieldPath = ".allow",
        message = "must not repeat a tag of block: keep it in one of the two",
        messageExpression =
                """
                '"' + self.block.filter(t, t in self.allow)[0] + '" is in block too: keep it in one of the two'""")
@ValidationRule(
        value = "!has(self.blockOutput) || !has(self.allow) || !sets.intersects(self.blockOutput, self.allow)",
        fieldPath = ".allow",
        message = "must not repeat a tag of blockOutput: keep it in one of the two",
        messageExpression =
                """
                '"' + self.blockOutput.filter(t, t in self.allow)[0] + '" is in blockOutput too: keep it in one of the two'""")
public record FeatureTags(
        @JsonPropertyDescription(
                        """
                Features with one of these tags are never computed: at most 64 tags of up to 128 characters.
                When absent: none. Example: [pii]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 64)
                @Nullable
                List<@Tag String> block,
        @JsonPropertyDescription(
                        """
                Features with one of these tags may be computed with, but are never returned: at most 64 tags of up to
                128 characters. When absent: none. Example: [raw]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 64)
                @Nullable
                List<@Tag String> blockOutput,
        @JsonPropertyDescription(
                        """
                Features with one of these tags are exempt from defaultAction: 1 to 64 tags of up to 128 characters.
                Only with a defaultAction other than Allow. When absent: none. Example: [public]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 64)
                @ValidationRule(value = "self.size() > 0", message = "must list at least one tag, or be removed")
                @Nullable
                List<@Tag String> allow,
        @JsonPropertyDescription(
                        """
                What holds for features that none of the lists names. Allow: computed and returned. BlockOutput: never
                returned. Block: never computed. When absent: Allow. Example: Block""")
                @Nullable
                FeatureAction defaultAction) {}
