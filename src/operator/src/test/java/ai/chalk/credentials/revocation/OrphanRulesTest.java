// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.credential.InstallationNames;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.TokenName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be done with a token that nothing holds, and what counts as holding one. */
class OrphanRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration QUARANTINE = Duration.ofHours(1);
    private static final InstallationNames OURS = new InstallationNames("own", Set.of("former"));
    private static final String NAME = "k8s/own/watched/a/01234567/3";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            k8s/own/watched/a/01234567/3,    PT1H,  PT0S, false, DUE
            k8s/former/watched/a/01234567/3, PT1H,  PT0S, false, DUE
            k8s/own/watched/a/01234567/3,    P365D, PT0S, false, DUE
            k8s/own/watched/a~0123/01234/3,  PT1H,  PT0S, false, DUE
            k8s/own/watched/a/01234567/3,    PT59M, P1D,  false, YOUNG
            k8s/own/watched/a/01234567/3,    -PT5M, P1D,  false, YOUNG
            k8s/own/watched/a/01234567/3,    -,     PT0S, false, YOUNG
            k8s/own/watched/a/01234567/3,    -,     PT1H, false, DUE
            k8s/own/watched/a/01234567/3,    PT1H,  PT0S, true,  FIRST_LOOK
            k8s/own/watched/a/01234567/3,    PT59M, PT0S, true,  YOUNG
            k8s/own/other/a/01234567/3,      P1D,   P1D,  false, ELSEWHERE
            k8s/own/watched,                 P1D,   P1D,  false, ELSEWHERE
            k8s/own/watched/a,               P1D,   P1D,  false, ELSEWHERE
            k8s/own/watched/a/01234567/x,    P1D,   P1D,  false, ELSEWHERE
            k8s/own/watched/a/01234567/,     P1D,   P1D,  false, ELSEWHERE
            k8s/own/,                        P1D,   P1D,  false, ELSEWHERE
            k8s/own,                         P1D,   P1D,  false, -
            k8s/own2/watched/a/01234567/3,   P1D,   P1D,  false, -
            K8S/own/watched/a/01234567/3,    P1D,   P1D,  false, -
            x/k8s/own/watched/a/01234567/3,  P1D,   P1D,  false, -
            somebody,                        P1D,   P1D,  false, -
            """)
    void tellsWhatMayBeDone(
            String name,
            @Nullable Duration age,
            Duration seenFor,
            boolean firstLook,
            @Nullable OrphanVerdict expected) {
        var created = Optional.ofNullable(age).map(NOW::minus);
        var rules = new OrphanRules(OURS, "watched"::equals, QUARANTINE, token -> NOW.minus(seenFor), firstLook, NOW);

        assertThat(rules.fate(token("id", "client", name, created))).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void parsesTheNamespaceOfEveryTokenName() {
        IntStream.rangeClosed(1, 63).forEach(length -> {
            var id = new CredentialId("n".repeat(64 - length), "c".repeat(length), "0123456789");
            var name = TokenName.of("own", id, 12);

            assertThat(TokenName.namespace("own", name)).as(name).contains(id.namespace());
            assertThat(TokenName.namespace("another", name)).isEmpty();
        });
    }

    @Test
    void anObjectWithTheIdOrTheClientIdHoldsIt() {
        var token = token("id", "client", NAME, Optional.of(NOW));

        assertThat(owners(Set.of(), Set.of(), Set.of(), Set.of()).leave(token, OrphanVerdict.DUE))
                .isTrue();
        assertThat(owners(Set.of("id"), Set.of(), Set.of(), Set.of()).leave(token, OrphanVerdict.DUE))
                .isFalse();
        assertThat(owners(Set.of(), Set.of("client"), Set.of(), Set.of()).leave(token, OrphanVerdict.DUE))
                .isFalse();
        assertThat(owners(Set.of("client", NAME), Set.of("id"), Set.of(), Set.of())
                        .leave(token, OrphanVerdict.DUE))
                .isTrue();
    }

    @Test
    void aTokenThatARecordWillRevokeIsNoOrphanHoweverOldItIs() {
        var token = token("id", "client", NAME, Optional.of(NOW));
        var owners = owners(Set.of(), Set.of(), Set.of("k8s/own/watched/a/01234567/"), Set.of());

        assertThat(owners.leave(token, OrphanVerdict.DUE)).isFalse();
        assertThat(owners.leave(token, OrphanVerdict.YOUNG)).isFalse();
    }

    @Test
    void theStrayOfAnOpenAttemptIsAnOrphanOnceTheQuarantineIsOver() {
        var token = token("id", "client", NAME, Optional.of(NOW));
        var owners = owners(Set.of(), Set.of(), Set.of(), Set.of("k8s/own/watched/a/01234567/"));

        assertThat(owners.leave(token, OrphanVerdict.YOUNG)).isFalse();
        assertThat(owners.leave(token, OrphanVerdict.FIRST_LOOK)).isTrue();
        assertThat(owners.leave(token, OrphanVerdict.DUE)).isTrue();
    }

    private static OrphanOwners owners(
            Set<String> tokenIds, Set<String> clientIds, Set<String> revocable, Set<String> attempts) {
        return new OrphanOwners(tokenIds, clientIds, revocable, attempts);
    }

    private static ServiceToken token(String id, String clientId, String name, Optional<Instant> created) {
        var grants = new Grants(new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
        return new ServiceToken(id, clientId, name, "environment", grants, created);
    }
}
