// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokenNameTest {

    private static final String INSTALLATION = "8d1e2f3a4b5c6d7e";
    private static final CredentialId SHORT = new CredentialId("fraud", "scorer", "1a2b3c4d-5e6f");

    @Test
    void saysWhichCredentialAndRevisionATokenIsOf() {
        assertThat(TokenName.of("8d1e", SHORT, 4)).isEqualTo("k8s/8d1e/fraud/scorer/1a2b3c4d/4");
        assertThat(TokenName.prefix("8d1e", SHORT)).isEqualTo("k8s/8d1e/fraud/scorer/1a2b3c4d/");
        assertThat(TokenName.familyPrefix("8d1e", SHORT)).isEqualTo("k8s/8d1e/fraud/scorer/");
    }

    @Test
    void takesAUidThatIsShorterThanEight() {
        assertThat(TokenName.of("8d1e", new CredentialId("n", "c", "abc"), 1)).isEqualTo("k8s/8d1e/n/c/abc/1");
    }

    @Test
    void isNeverLongerThanChalkIsKnownToTake() {
        credentials().forEach(id -> assertThat(TokenName.of(INSTALLATION, id, Long.MAX_VALUE))
                .hasSizeLessThanOrEqualTo(TokenName.MAX_LENGTH)
                .startsWith(TokenName.prefix(INSTALLATION, id)));
    }

    @Test
    void isNeverThePrefixOfAnotherCredentials() {
        var credentials = credentials().toList();
        for (var one : credentials) {
            for (var other : credentials) {
                if (!one.equals(other)) {
                    assertThat(TokenName.of(INSTALLATION, other, 1))
                            .doesNotStartWith(TokenName.prefix(INSTALLATION, one));
                }
            }
        }
    }

    @Test
    void sharesTheFamilyPrefixOnlyWithItsIncarnations() {
        var reborn = new CredentialId("fraud", "scorer", "99999999");

        assertThat(TokenName.of(INSTALLATION, reborn, 1))
                .startsWith(TokenName.familyPrefix(INSTALLATION, SHORT))
                .doesNotStartWith(TokenName.prefix(INSTALLATION, SHORT));
        assertThat(TokenName.of(INSTALLATION, new CredentialId("fraud", "scorer-2", "1a2b3c4d"), 1))
                .doesNotStartWith(TokenName.familyPrefix(INSTALLATION, SHORT));
    }

    private static Stream<CredentialId> credentials() {
        var names = List.of("s", "scorer", "scorer-2", "scorer.2", "x".repeat(150), "x".repeat(152), "x".repeat(253));
        return names.stream()
                .flatMap(name -> Stream.of("n", "n".repeat(63)).flatMap(namespace -> Stream.of("1a2b3c4d", "1a2b3c4e")
                        .map(uid -> new CredentialId(namespace, name, uid))));
    }
}
