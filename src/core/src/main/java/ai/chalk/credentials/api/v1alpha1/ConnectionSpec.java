// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.Tag;
import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * The Chalk API server, the operator's identity there, and what credentials may request. Both connection kinds share
 * this class. Rules for only one of them are added to the schema of that kind.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                """
                !has(self.policy) || !has(self.policy.customClaims)
                  || !((has(self.dataSourceTagsClaim) ? self.dataSourceTagsClaim : 'query_tags') in self.policy.customClaims)""",
        fieldPath = ".policy.customClaims",
        message = "must not contain the claim of dataSourceTagsClaim, which only the operator sets: remove it",
        messageExpression =
                """
                '"' + (has(self.dataSourceTagsClaim) ? self.dataSourceTagsClaim : 'query_tags')
                  + '" is the claim of data source tags, which only the operator sets: remove it'""")
@WithBuilder
public record ConnectionSpec(
        @JsonPropertyDescription(
                        """
                The URL of the Chalk API server: https, a host, and a port unless it is 443; up to 512 characters. Plain
                http is accepted only for servers that the operator's setting allowed-api-servers lists. Required.
                Example: https://api.chalk.ai""")
                @Size(max = 512)
                @ValidationRule(
                        value =
                                """
                        isURL(self) && url(self).getScheme() in ['https', 'http'] && url(self).getHostname() != ''
                          && url(self).getEscapedPath() in ['', '/'] && !self.matches('[?#@]')""",
                        message = ConnectionSpec.API_SERVER,
                        messageExpression = Cel.VALUE + ConnectionSpec.API_SERVER + Cel.END)
                @ValidationRule(
                        value =
                                """
                        !self.matches(
                          ':(0+|[0-9]{6,}|[7-9][0-9]{4}|6[6-9][0-9]{3}|65[6-9][0-9]{2}|655[4-9][0-9]|6553[6-9])/?$')""",
                        message = ConnectionSpec.PORT,
                        messageExpression = Cel.VALUE + ConnectionSpec.PORT + Cel.END)
                String apiServer,
        @JsonPropertyDescription(
                        """
                The Secret with the service token that the operator itself uses to issue and revoke tokens. Required.
                Example: {name: chalk-operator, namespace: chalk-system}""")
                CredentialsSecretRef credentialsSecretRef,
        @JsonPropertyDescription(
                        """
                The CA certificates, in PEM format, that are trusted for this API server instead of those of the
                Java runtime. Default: those of the Java runtime. Example: {kind: ConfigMap, name: corporate-ca,
                key: ca.crt}""")
                @Nullable
                CaBundleRef caBundleRef,
        @JsonPropertyDescription(
                        """
                Limits on the requests that the operator sends to the API server through this connection. Default: 50
                requests per second, 16 of them concurrent. Example: {requestsPerSecond: 10}""")
                @Nullable
                ConnectionLimits limits,
        @JsonPropertyDescription(
                        """
                The claim in which Chalk expects the data source tags of a token: up to 128 characters. Default:
                query_tags. Example: query_tags""")
                @Nullable
                @Tag
                String dataSourceTagsClaim,
        @JsonPropertyDescription(
                        """
                What credentials may request through this connection. Required in a ClusterChalkConnection. Default in a
                ChalkConnection: everything that the connection's own token can grant, except permissions that escalate.
                Example: {environments: [{project: fraud, environment: production}]}""")
                @Nullable
                ConnectionPolicy policy)
        implements ConnectionSpecBuilder.With {

    static final String PORT = "must have a port from 1 to 65535, or none, for example https://api.chalk.ai:8443";

    static final String API_SERVER =
            "must be a URL of scheme and host without path, query or user, for example https://api.chalk.ai";
}
