// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user's own keys, instead of formats. Texts contain placeholders only, because a template language that computes
 * could also leak or fail.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.data) && self.data.size() > 0",
        fieldPath = ".data",
        reason = "FieldValueRequired",
        message = "must have at least one key; for client_id and client_secret alone use formats: [Files]")
public record SecretTemplate(
        @JsonPropertyDescription(
                        """
                The keys of the Secret and their texts: 1 to 32 keys of up to 253 characters, with texts of up to 4096
                characters. The operator replaces $(clientId), $(clientSecret), $(apiServer), $(project), $(environment)
                and $(environmentId); $$ stands for a dollar sign. Required. Example: {chalk.properties:
                "id=$(clientId)"}""")
                @Size(max = 32)
                @ValidationRule(
                        value = "self.all(k, " + SecretTemplate.KEY + ")",
                        message = "keys must consist of letters, digits, -, _ and .",
                        messageExpression =
                                "'\"' + self.filter(k, !(" + SecretTemplate.KEY
                                        + "))[0] + '\" must be a key of a Secret: letters, digits, -, _ and ., for example chalk.properties'")
                @ValidationRule(
                        value = "!('client_id' in self) && !('client_secret' in self)",
                        message = "client_id and client_secret are always in the Secret and cannot be set: remove them",
                        reason = "FieldValueForbidden")
                @ValidationRule(
                        value = "self.all(k, !" + SecretTemplate.WITHOUT_PLACEHOLDERS + ".contains('$('))",
                        message = "has a placeholder that does not exist",
                        messageExpression =
                                "'\"' + self.filter(k, " + SecretTemplate.WITHOUT_PLACEHOLDERS
                                        + ".contains('$('))[0] + '\" has a placeholder that does not exist: use $(clientId), $(clientSecret), "
                                        + "$(apiServer), $(project), $(environment), $(environmentId), or $$ for a dollar sign'")
                @Nullable
                Map<String, @Size(max = 4096) String> data) {

    static final String KEY = "k.size() <= 253 && k.matches('^[-._a-zA-Z0-9]+$') && k != '.' && !k.startsWith('..')";

    /**
     * Replaces each placeholder by a space, not by nothing. Otherwise {@code $(api$(clientId)Server)} would become
     * another placeholder.
     */
    static final String WITHOUT_PLACEHOLDERS =
            """
            self[k].replace('$$', ' ').replace('$(clientId)', ' ').replace('$(clientSecret)', ' ')
              .replace('$(apiServer)', ' ').replace('$(project)', ' ').replace('$(environment)', ' ')
              .replace('$(environmentId)', ' ')""";
}
