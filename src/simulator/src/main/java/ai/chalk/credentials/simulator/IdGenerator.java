// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientSecret;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Makes ids and secrets. They are random, not counted, so that a simulator that was started anew never gives out an id that
 * somebody still remembers from before.
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
