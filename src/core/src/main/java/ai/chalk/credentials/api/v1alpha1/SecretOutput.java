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

/** The Secret that workloads read. Nothing here issues a token, but for the name: all else is rendered again in place. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!(has(self.formats) && has(self.template))",
        fieldPath = ".template",
        message = "replaces formats: give one of the two")
@WithBuilder
public record SecretOutput(
        @JsonPropertyDescription(
                        """
                Name of the Secret, in the namespace of the credential. When absent: the credential's name. A change
                rotates: the new Secret gets a new token, the old one stays until the overlap is over.
                Example: fraud-scorer-chalk""")
                @Nullable
                @DnsName
                String name,
        @JsonPropertyDescription(
                        """
                Further labels of the Secret: at most 32. When absent: none. Those by which GitOps tools recognise their
                own objects are refused, because they would prune the Secret. Example: {team: risk}""")
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
                Further annotations of the Secret: at most 32, with values of up to 1024 characters. When absent: none.
                Those of GitOps tools and of this operator are refused. Example: {owner: risk@example.com}""")
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
                Which groups of keys the Secret has: 1 to 4. When absent: Files, Env and UnderscoreEnv.
                Files: client_id, client_secret; always there, named or not. Env: CHALK_CLIENT_ID, CHALK_CLIENT_SECRET,
                CHALK_API_SERVER, CHALK_ACTIVE_ENVIRONMENT, CHALK_ENVIRONMENT. UnderscoreEnv: _CHALK_CLIENT_ID,
                _CHALK_CLIENT_SECRET, _CHALK_API_SERVER, _CHALK_ACTIVE_ENVIRONMENT, as the TypeScript client reads them.
                ServiceBinding: type, provider. Not together with template. Example: [Files, Env]""")
                @ListType(ListType.Kind.SET)
                @Size(max = 4)
                @ValidationRule(value = "self.size() > 0", message = "must list at least one format, for example Files")
                @Nullable
                List<SecretFormat> formats,
        @JsonPropertyDescription(
                        """
                Keys of your own instead of formats; client_id and client_secret are there as well. When absent: the
                keys of formats. Example: {data: {chalk.properties: "id=$(clientId)"}}""")
                @Nullable
                SecretTemplate template)
        implements SecretOutputBuilder.With {}
