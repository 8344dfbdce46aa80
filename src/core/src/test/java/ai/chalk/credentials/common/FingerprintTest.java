// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of tokens and records, hashes in statuses and the spread of a fleet are made of these: they never change. */
class FingerprintTest {

    @ParameterizedTest
    @CsvSource({"'', e3b0c44298fc1c14", "abc, ba7816bf8f01cfea", "ä, 33e6d73fee82904c"})
    void isTheBeginningOfTheSha256(String text, String hex) {
        assertThat(Fingerprint.hex(text)).isEqualTo(hex);
        assertThat(Fingerprint.number(text)).isEqualTo(Long.parseUnsignedLong(hex, 16));
    }

    @Test
    void keepsTheOffsetOfACredential() {
        assertThat(Spread.offset("1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d", Duration.ofDays(3)))
                .hasToString("PT15H43M45S");
    }
}
