// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.chalk.ClientCredentials;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a Secret can contain, and their keys. Every Chalk client reads a group of these. All clients take the
 * environment by its id.
 */
record SecretKeys(CurrentToken token, ClientCredentials pair) {

    private static final Pattern PLACEHOLDER = Pattern.compile("[$](?:[$]|[(]([a-zA-Z]+)[)])");

    /** The keys of one format, with their values. */
    Map<String, String> of(SecretFormat format) {
        return switch (format) {
            case FILES -> Map.of(SecretRendering.CLIENT_ID, clientId(), SecretRendering.CLIENT_SECRET, clientSecret());
            case ENV -> {
                var keys = clientVariables("CHALK_");
                keys.put("CHALK_ENVIRONMENT", token.environmentId());
                yield keys;
            }
            case UNDERSCORE_ENV -> clientVariables("_CHALK_");
            case SERVICE_BINDING -> Map.of("type", "chalk", "provider", "chalk.ai");
            case UNKNOWN -> Map.of();
        };
    }

    private Map<String, String> clientVariables(String prefix) {
        var keys = new LinkedHashMap<String, String>();
        keys.put(prefix + "CLIENT_ID", clientId());
        keys.put(prefix + "CLIENT_SECRET", clientSecret());
        keys.put(prefix + "API_SERVER", token.connection().apiServer());
        keys.put(prefix + "ACTIVE_ENVIRONMENT", token.environmentId());
        return keys;
    }

    /**
     * A template's text with its placeholders replaced in a single pass: a value that looks like a placeholder is not
     * replaced again.
     */
    String filled(String template) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> Matcher.quoteReplacement(value(match)));
    }

    private String value(MatchResult match) {
        var name = match.group(1);
        return name == null
                ? "$"
                : switch (name) {
                    case "clientId" -> clientId();
                    case "clientSecret" -> clientSecret();
                    case "apiServer" -> token.connection().apiServer();
                    case "project" -> token.projectName();
                    case "environment" -> token.environmentName();
                    case "environmentId" -> token.environmentId();
                    default -> match.group();
                };
    }

    private String clientId() {
        return pair.clientId();
    }

    private String clientSecret() {
        return pair.clientSecret().reveal();
    }

    /** Without the values, which are secret. */
    @Override
    public String toString() {
        return "SecretKeys[revision " + token.revision() + "]";
    }
}
