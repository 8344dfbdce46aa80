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
 * The data sources that a token may read. An empty list is refused, because some clients drop empty lists, and the
 * default is all data sources.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.allow)",
        fieldPath = ".allow",
        reason = "FieldValueRequired",
        message = "list the tags that may be read, for example [payments], or remove dataSourceTags to allow all")
public record DataSourceTags(
        @JsonPropertyDescription(
                        """
                Tags of the only data sources that the token may read: 1 to 64 tags of up to 128 characters. Required;
                to allow all data sources, remove dataSourceTags. Example: [payments]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 64)
                @ValidationRule(
                        value = "self.size() > 0",
                        message = "must list at least one tag; remove dataSourceTags to allow all data sources")
                @Nullable
                List<@Tag String> allow) {}
