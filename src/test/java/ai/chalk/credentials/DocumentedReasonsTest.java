// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.connection.ConnectionReason;
import ai.chalk.credentials.credential.decision.FailureReason;
import ai.chalk.credentials.credential.decision.Reason;
import ai.chalk.credentials.revocation.OrphanEvent;
import ai.chalk.credentials.revocation.RevocationReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever meets a word in a status or an event finds it in the operations guide, with what to do. */
class DocumentedReasonsTest {

    private static final Path GUIDE = Path.of("docs/operations.md");
    private static final String WHY_ISSUED = "## Why a token is issued";
    private static final String WHY_FAILED = "## Why a step failed";
    private static final String CONNECTIONS = "## Connections";
    private static final String LEFT = "## Tokens that deleted credentials left";
    private static final String ORPHANS = "## Orphans";

    /** Some words stand for two things: each must be explained in the section of its own. */
    @ParameterizedTest
    @MethodSource("words")
    void isExplained(String section, String word) throws IOException {
        assertThat(section(section)).contains("| `" + word + "` |");
    }

    private static Stream<Object[]> words() {
        return Stream.of(
                        rows(WHY_ISSUED, Reason.values(), Reason::word),
                        rows(WHY_FAILED, FailureReason.values(), FailureReason::word),
                        rows(CONNECTIONS, ConnectionReason.values(), ConnectionReason::word),
                        rows(LEFT, RevocationReason.values(), RevocationReason::word),
                        rows(ORPHANS, OrphanEvent.values(), OrphanEvent::word))
                .flatMap(rows -> rows);
    }

    private static <T> Stream<Object[]> rows(String section, T[] constants, Function<T, String> word) {
        return Arrays.stream(constants).map(constant -> new Object[] {section, word.apply(constant)});
    }

    private static String section(String heading) throws IOException {
        var text = Files.readString(GUIDE);
        assertThat(text).contains(heading + "\n");
        var rest = text.substring(text.indexOf(heading) + heading.length());
        int end = rest.indexOf("\n## ");
        return end < 0 ? rest : rest.substring(0, end);
    }
}
