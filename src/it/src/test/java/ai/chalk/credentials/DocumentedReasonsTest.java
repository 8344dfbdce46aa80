// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.policy.ConnectionReason;
import ai.chalk.credentials.revocation.OrphanEvent;
import ai.chalk.credentials.revocation.RevocationReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operations guide explains every reason in a status or an event, and what to do about it. */
class DocumentedReasonsTest {

    private static final Path GUIDE = Path.of("docs/operations.md");
    private static final String WHY_ISSUED = "## Why a token is issued";
    private static final String WHY_FAILED = "## Why a step failed";
    private static final String CONNECTIONS = "## Connections";
    private static final String LEFT = "## Tokens that deleted credentials left";
    private static final String ORPHANS = "## Orphans";

    private static final Path SPEAKERS = Path.of("src");
    private static final Pattern SPEAKER =
            Pattern.compile("src/(core|operator)/src/main/java/.*/(credential|decision|status)/\\w+\\.java");
    private static final Pattern CONSTANT = Pattern.compile("String ([A-Z_]+)\\s*=\\s*\"(\\w+)\"");
    /** The calls that create an obstacle, a condition or an event, with the argument that is its reason. */
    private static final Pattern REASON =
            Pattern.compile("(?:Obstacle\\.(?:lasting|passing)\\(|new Obstacle\\(|normal\\("
                    + "|new EventMessage\\(\\s*\\w+,|conditions\\.set\\(\\s*[\\w.]+,\\s*[\\w.]+,)\\s*([^,)]+)[,)]");

    private static final Pattern WORD = Pattern.compile("\"([A-Z]\\w+)\"|\\b([A-Z][A-Z_]+)\\b");

    /** Some words have two meanings. Each must be explained in its own section. */
    @ParameterizedTest
    @MethodSource("words")
    void isExplained(String section, String word) throws IOException {
        assertThat(section(section)).contains("| `" + word + "` |");
    }

    private static Stream<Object[]> words() {
        return Stream.of(
                        rows(WHY_ISSUED, IssueReason.values(), IssueReason::word),
                        rows(WHY_FAILED, FailureReason.values(), FailureReason::word),
                        rows(CONNECTIONS, ConnectionReason.values(), ConnectionReason::word),
                        rows(LEFT, RevocationReason.values(), RevocationReason::word),
                        rows(ORPHANS, OrphanEvent.values(), OrphanEvent::word))
                .flatMap(rows -> rows);
    }

    /**
     * Most reasons of conditions and events are literals, because no other code uses them. Therefore they are read from
     * the sources: the argument that is the reason, either a literal or a constant of the same file.
     */
    @Test
    void theReasonsOfACredentialAreExplained() throws IOException {
        var guide = Files.readString(GUIDE);
        var said = new TreeSet<String>();
        try (var files = Files.walk(SPEAKERS)) {
            for (var file : files.filter(
                            file -> SPEAKER.matcher(file.toString()).matches())
                    .toList()) {
                said.addAll(reasons(Files.readString(file)));
            }
        }

        assertThat(said)
                .as("what the sources contain")
                .contains(
                        "SecretNotOurs",
                        "ConnectionNotReady",
                        "InUse",
                        "Deleting",
                        "Issued",
                        "Rotated",
                        "RevocationWaiting");
        assertThat(said).allSatisfy(word -> assertThat(guide).contains("`" + word + "`"));
    }

    private static Set<String> reasons(String source) {
        var constants = CONSTANT.matcher(source)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        return REASON.matcher(source)
                .results()
                .flatMap(argument -> WORD.matcher(argument.group(1)).results())
                .map(found -> found.group(1) == null ? constants.get(found.group(2)) : found.group(1))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
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
