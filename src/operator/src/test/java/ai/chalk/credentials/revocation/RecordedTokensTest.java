// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.credential.InstallationNames;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record may have been copied from a forged status. Chalk's own names decide what it may touch. */
class RecordedTokensTest {

    private static final String PREFIX = "k8s/now/fraud/scorer/1a2b3c4d/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k8s/now/fraud/scorer/1a2b3c4d/1",
                "k8s/before/fraud/scorer/1a2b3c4d/7",
                "k8s/now/fraud/scorer/00000000/7"
            })
    void isRecordedUnderNamesOfItsCredential(String name) {
        assertThat(tokens(SampleRecords.ofToken("token-1", "client-1")).isRecorded(token(name)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k8s/now/fraud/scorer-2/1a2b3c4d/1",
                "k8s/now/other/scorer/1a2b3c4d/1",
                "k8s/somebody/fraud/scorer/1a2b3c4d/1",
                "k8s/now/fraud/",
                "fraud/scorer",
                ""
            })
    void isNotRecordedUnderAnyOtherName(String name) {
        assertThat(tokens(SampleRecords.ofToken("token-1", "client-1")).isRecorded(token(name)))
                .isFalse();
    }

    @Test
    void isNotRecordedWithAnotherClientId() {
        assertThat(tokens(SampleRecords.ofToken("token-1", "client-2")).isRecorded(token(PREFIX + 1)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {PREFIX, "k8s/before/fraud/scorer/1a2b3c4d/"})
    void mayHaveThePrefixOfItsIncarnation(String prefix) {
        assertThat(tokens(SampleRecords.ofAttempts(prefix, null)).hasOwnPrefix())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k8s/",
                "k8s/now/fraud/",
                "k8s/now/fraud/scorer/",
                "k8s/now/fraud/scorer/00000000/",
                PREFIX + "1",
                "k8s/somebody/fraud/scorer/1a2b3c4d/"
            })
    void mayHaveNoOtherPrefix(String prefix) {
        assertThat(tokens(SampleRecords.ofAttempts(prefix, null)).hasOwnPrefix())
                .isFalse();
    }

    @Test
    void sweepsTokensWithNamesOfAttempts() {
        var tokens = tokens(SampleRecords.ofAttempts(PREFIX, null));

        assertThat(tokens.isStray(token(PREFIX + "12"))).isTrue();
        assertThat(tokens.isStray(token(PREFIX))).isFalse();
        assertThat(tokens.isStray(token(PREFIX + "12/3"))).isFalse();
        assertThat(tokens.isStray(token("k8s/before/fraud/scorer/1a2b3c4d/12"))).isFalse();
    }

    @Test
    void keepsTheTokenThatIsRetained() {
        assertThat(tokens(SampleRecords.ofAttempts(PREFIX, "token-1")).isStray(token(PREFIX + "12")))
                .isFalse();
    }

    private static RecordedTokens tokens(ChalkRevocationSpec spec) {
        return new RecordedTokens(spec, new InstallationNames("now", Set.of("before")));
    }

    private static ServiceToken token(String name) {
        var grants = new Grants(new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
        return new ServiceToken("token-1", "client-1", name, "env", grants, Optional.empty());
    }
}
