// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.kubernetes.SecretRendering;
import java.util.List;

/** The Secret as the operator renders it, with another value in the place of the secret one: nobody reads the real one here. */
final class SecretPreview {

    private static final ClientSecret UNKNOWN = new ClientSecret("unknown");

    private SecretPreview() {}

    /** The keys that it has. */
    static List<String> keys(EffectiveSpec spec, CurrentToken token) {
        return rendering(spec, token).keys().stream().sorted().toList();
    }

    /** Whether one spec makes the same Secret of a token as another. */
    static boolean isSame(EffectiveSpec before, EffectiveSpec after, CurrentToken token) {
        return rendering(after, token).isMadeBy(rendering(before, token));
    }

    private static SecretRendering rendering(EffectiveSpec spec, CurrentToken token) {
        return SecretRendering.of(spec, token, new ClientCredentials(token.clientId(), UNKNOWN));
    }
}
