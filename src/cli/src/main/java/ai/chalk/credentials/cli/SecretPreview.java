// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.kubernetes.SecretRendering;
import java.util.List;

/** The Secret as the operator would render it, with a placeholder for the secret value, which the plugin never reads. */
final class SecretPreview {

    private static final ClientSecret UNKNOWN = new ClientSecret("unknown");

    private SecretPreview() {}

    /** The names of its keys. */
    static List<String> keys(EffectiveSpec spec, CurrentToken token) {
        return rendering(spec, token).keys().stream().sorted().toList();
    }

    /** Whether two specs render the same Secret for a token. */
    static boolean isSame(EffectiveSpec before, EffectiveSpec after, CurrentToken token) {
        return rendering(after, token).isMadeBy(rendering(before, token));
    }

    private static SecretRendering rendering(EffectiveSpec spec, CurrentToken token) {
        return SecretRendering.of(spec, token, new ClientCredentials(token.clientId(), UNKNOWN));
    }
}
