// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientSecret;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Generates ids and secrets. They are random, so that a restarted simulator never reuses an id that a client still
 * remembers.
 */
final class IdGenerator {

    private final SecureRandom random = new SecureRandom();

    String id() {
        return hex(16);
    }

    String clientId() {
        return "token-" + hex(16);
    }

    ClientSecret secret() {
        return new ClientSecret("ts-" + hex(32));
    }

    ClientSecret accessToken() {
        return new ClientSecret("at-" + hex(32));
    }

    private String hex(int bytes) {
        var value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }
}
