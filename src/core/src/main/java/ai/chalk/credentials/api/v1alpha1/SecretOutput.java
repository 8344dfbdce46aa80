// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.DnsName;
import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Secret from which workloads read the token. Only a change of its name issues a new token. After any other change,
 * the operator renders the Secret again with the existing token.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!(has(self.formats) && has(self.template))",
        fieldPath = ".template",
        message = "cannot be combined with formats: remove one of the two")
@WithBuilder
public record SecretOutput(
        @JsonPropertyDescription(
                        """
                Name of the Secret, in the namespace of the credential. A change rotates: the new Secret gets a new
                token, and the old Secret stays until the overlap is over. Default: the name of the credential. Example:
                fraud-scorer-chalk""")
                @Nullable
                @DnsName
                String name,
        @JsonPropertyDescription(
                        """
                Further labels of the Secret: at most 32. Labels by which GitOps tools recognize their own objects are
                refused, because these tools would prune the Secret. Default: none. Example: {team: risk}""")
                @Size(max = 32)
                @ValidationRule(
                        value = "self.all(k, " + Cel.LABEL + ")",
                        message = "must be a label: letters, digits, -, _ and ., a value of at most 63 characters",
                        messageExpression =
                                "'\"' + self.filter(k, !(" + Cel.LABEL
                                        + "))[0] + '\" must be a label: letters, digits, -, _ and ., and the same for its value'")
                @ValidationRule(
                        value = "!self.exists(k, " + Cel.RESERVED_KEY + ")",
                        message = "is reserved",
                        reason = "FieldValueForbidden",
                        messageExpression = "'\"' + self.filter(k, " + Cel.RESERVED_KEY
                                + ")[0] + '\" is reserved for GitOps tools and this operator: remove it'")
                @Nullable
                Map<String, @Size(max = 63) String> labels,
        @JsonPropertyDescription(
                        """
                Further annotations of the Secret: at most 32, with values of up to 1024 characters. Annotations of
                GitOps tools and of this operator are refused. Default: none. Example: {owner: risk@example.com}""")
                @Size(max = 32)
                @ValidationRule(
                        value =
                                "self.all(k, k.size() <= 317 && !format.qualifiedName().validate(k.lowerAscii()).hasValue())",
                        message = "must be a key of an annotation",
                        messageExpression =
                                """
                        '"' + self.filter(k, k.size() > 317 || format.qualifiedName().validate(k.lowerAscii()).hasValue())[0]
                          + '" must be a key of an annotation: letters, digits, -, _ and ., for example example.com/owner'""")
                @ValidationRule(
                        value = "!self.exists(k, " + Cel.RESERVED_KEY + ")",
                        message = "is reserved",
                        reason = "FieldValueForbidden",
                        messageExpression = "'\"' + self.filter(k, " + Cel.RESERVED_KEY
                                + ")[0] + '\" is reserved for GitOps tools and this operator: remove it'")
                @Nullable
                Map<String, @Size(max = 1024) String> annotations,
        @JsonPropertyDescription(
                        """
                The groups of keys in the Secret: 1 to 4. Files: client_id and client_secret; the Secret always has
                these. Env: CHALK_CLIENT_ID, CHALK_CLIENT_SECRET, CHALK_API_SERVER, CHALK_ACTIVE_ENVIRONMENT,
                CHALK_ENVIRONMENT. UnderscoreEnv: _CHALK_CLIENT_ID, _CHALK_CLIENT_SECRET, _CHALK_API_SERVER,
                _CHALK_ACTIVE_ENVIRONMENT, which the TypeScript client reads. ServiceBinding: type, provider. Not
                together with template. Default: Files, Env and UnderscoreEnv. Example: [Files, Env]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 4)
                @ValidationRule(value = "self.size() > 0", message = "must list at least one format, for example Files")
                @Nullable
                List<SecretFormat> formats,
        @JsonPropertyDescription(
                        """
                Your own keys, instead of formats. The Secret also has client_id and client_secret. Default: the keys of
                formats. Example: {data: {chalk.properties: "id=$(clientId)"}}""")
                @Nullable
                SecretTemplate template)
        implements SecretOutputBuilder.With {}
