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

/** Which data sources may be read; an empty one is refused, since some clients drop empty lists and absence means all. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.allow)",
        fieldPath = ".allow",
        reason = "FieldValueRequired",
        message = "list the tags that may be read, for example [payments], or remove dataSourceTags to allow all")
public record DataSourceTags(
        @JsonPropertyDescription(
                        """
                Tags of data sources that may be read, and no others: 1 to 64 of up to 128 characters.
                Required here; leave out dataSourceTags to allow all. Example: [payments]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 64)
                @ValidationRule(
                        value = "self.size() > 0",
                        message = "must list at least one tag; remove dataSourceTags to allow all data sources")
                @Nullable
                List<@Tag String> allow) {}
