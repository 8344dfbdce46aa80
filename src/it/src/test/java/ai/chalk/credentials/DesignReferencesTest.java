// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every reference to the design leads to a promise, a step or a heading of docs/design.md. Code and comments name the file, so
 * that a reader finds it; Markdown links to it.
 */
class DesignReferencesTest {

    private static final String DESIGN = "docs/design.md";

    /** Between two words: a comment may go on in the next line. */
    private static final String GAP = "\\s+(?:(?:\\*|//|#)\\s+)?";

    private static final String NUMBERS = "\\d+(?:(?:," + GAP + "|" + GAP + "(?:and|or|to)" + GAP + ")\\d+)*";

    private static final Pattern NUMBERED =
            Pattern.compile("docs/design\\.md," + GAP + "(promise|step)s?" + GAP + "(" + NUMBERS + ")");
    private static final Pattern NAMED = Pattern.compile("docs/design\\.md," + GAP + "\\\\?\"([^\"\\\\]+)\\\\?\"");
    private static final Pattern LINKED = Pattern.compile("design\\.md#([\\w-]*)");
    private static final Pattern DECISION = Pattern.compile("\\bADR" + GAP + "0*(\\d+)\\b");

    /** What a reader can follow: taken out of a text before it is searched for what a reader cannot. */
    private static final Pattern CLEAR = Pattern.compile(NUMBERED.pattern() + "|" + NAMED.pattern()
            + "|\\[[^\\]]*\\]\\([^)]*(?:design\\.md|src/dev/model)[^)]*\\)"
            + "|protocol" + GAP + "model" + GAP + "\\((?:`|\\{@code )?\\./dev model[`}]?\\)"
            + "|RFC" + GAP + "\\d+,?" + GAP + "section" + GAP + "[\\d.]+");

    private static final List<Pattern> VAGUE = Stream.of(
                    "promises?" + GAP + "\\d+",
                    "steps?" + GAP + "\\d+",
                    "section" + GAP + "\\d+",
                    "design:\\s",
                    "the" + GAP + "design\\b",
                    "protocol" + GAP + "model\\b",
                    "chalk-api\\b")
            .map(pattern -> Pattern.compile("(?i)\\b" + pattern))
            .toList();

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    /** Not ours, written by a build, or a list of what this test looks for. */
    private static final Set<String> LEFT_OUT = Set.of(
            ".git",
            "target",
            ".idea",
            ".vscode",
            ".quickstart",
            "LICENSE",
            "mvnw",
            "mvnw.cmd",
            "DesignReferencesTest.java");

    @Test
    void everyReferenceLeadsToAPartOfTheDesign() throws IOException {
        var root = root();
        var design = Design.of(Files.readString(root.resolve(DESIGN)), decisions(root));
        var wrong = new ArrayList<String>();
        for (var file : texts(root)) {
            design.wrongReferences(file.content()).forEach(found -> wrong.add(file.at(found)));
        }
        assertThat(wrong).as("references that lead nowhere").isEmpty();
    }

    @Test
    void everyReferenceNamesTheDesign() throws IOException {
        var vague = new ArrayList<String>();
        for (var file : texts(root())) {
            if (!file.name().equals(DESIGN) && !file.name().contains("dev/model/")) {
                vague(file.content()).forEach(found -> vague.add(file.at(found)));
            }
        }
        assertThat(vague)
                .as("references that do not say where: write \"docs/design.md, promise 4\", or link to it")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** Kept (docs/design.md, promise 1). */",
                "docs/design.md, steps 1 to 2",
                "// docs/design.md,\n    // promises 1 and 2",
                " * Kept (docs/design.md,\n     * promise 2).",
                "# docs/design.md, \"Trust\"",
                "see [promise 1](design.md#promise-1) and ADR 0001",
                "the protocol model (./dev model), RFC 9110, section 10.2.3"
            })
    void acceptsAReferenceThatCanBeFollowed(String text) {
        assertThat(example().wrongReferences(text)).isEmpty();
        assertThat(vague(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/design.md, promise 3",
                "docs/design.md, promises 1,\n * 2 and 7",
                "docs/design.md, \"Distrust\"",
                "[step 9](../docs/design.md#step-9)",
                "ADR 0002"
            })
    void refusesAReferenceThatLeadsNowhere(String text) {
        assertThat(example().wrongReferences(text)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kept (promise 4) | promise 4",
                "Promises 3 and 11: | Promises 3",
                "(design: steps 2 to 4) | design:",
                "the protocol of the design (section 3) | the design",
                "a counter-example of the protocol model: | protocol model",
                "the chalk-api page | chalk-api"
            })
    void refusesAReferenceWithoutItsPlace(String text, String found) {
        assertThat(vague(text).stream().map(match -> match.group().strip())).contains(found);
    }

    private static Design example() {
        return Design.of("# Design\n## Trust\n### Promise 1\n### Promise 2\n### Step 1\n### Step 2\n", Set.of("1"));
    }

    /** What a text says of the design without saying where to look. */
    private static List<MatchResult> vague(String text) {
        var rest = CLEAR.matcher(text).replaceAll(clear -> Matcher.quoteReplacement(blank(clear.group())));
        return VAGUE.stream()
                .flatMap(pattern -> pattern.matcher(rest).results())
                .toList();
    }

    /** As long, with the same line ends, so that what is behind it keeps its line. */
    private static String blank(String text) {
        return text.replaceAll("[^\\n]", " ");
    }

    /** Maven runs the tests of all modules in the folder of the repository. */
    private static Path root() {
        return Path.of("").toAbsolutePath();
    }

    private static Set<String> decisions(Path root) throws IOException {
        try (var files = Files.list(root.resolve("docs/adr"))) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.replaceFirst("^0*(\\d+)-.*$", "$1"))
                    .collect(Collectors.toSet());
        }
    }

    private static List<Text> texts(Path root) throws IOException {
        var texts = new ArrayList<Text>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isLeftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !isLeftOut(file)) {
                    Text.of(root, file).ifPresent(texts::add);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(texts).hasSizeGreaterThan(100);
        return texts;
    }

    private static boolean isLeftOut(Path path) {
        return LEFT_OUT.contains(path.getFileName().toString());
    }

    /** A file of the project that people read. */
    private record Text(String name, String content) {

        /** Empty for pictures and other binary files. */
        static Optional<Text> of(Path root, Path file) throws IOException {
            try {
                var content = Files.readString(file);
                var name = root.relativize(file).toString().replace('\\', '/');
                return content.indexOf('\0') < 0 ? Optional.of(new Text(name, content)) : Optional.empty();
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }

        String at(MatchResult found) {
            long line = content.substring(0, found.start()).lines().count();
            boolean isAtLineStart = found.start() == 0 || content.charAt(found.start() - 1) == '\n';
            return name + ":" + (isAtLineStart ? line + 1 : line) + ": "
                    + found.group().replaceAll(GAP, " ").strip();
        }
    }

    /** What may be referred to: numbers of promises and steps, headings and their anchors, and numbers of decisions. */
    private record Design(Set<String> headings, Set<String> anchors, Set<String> decisions) {

        static Design of(String markdown, Set<String> decisions) {
            var headings = HEADING.matcher(markdown)
                    .results()
                    .map(heading -> heading.group(1))
                    .collect(Collectors.toSet());
            var anchors = headings.stream().map(Design::anchor).collect(Collectors.toSet());
            return new Design(headings, anchors, decisions);
        }

        private static String anchor(String heading) {
            return heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
        }

        List<MatchResult> wrongReferences(String text) {
            return Stream.of(
                            NUMBERED.matcher(text).results().filter(found -> !areThere(found)),
                            NAMED.matcher(text).results().filter(found -> !headings.contains(oneLine(found.group(1)))),
                            LINKED.matcher(text).results().filter(found -> !anchors.contains(found.group(1))),
                            DECISION.matcher(text).results().filter(found -> !decisions.contains(found.group(1))))
                    .flatMap(found -> found)
                    .toList();
        }

        private boolean areThere(MatchResult numbered) {
            return Arrays.stream(numbered.group(2).split("\\D+"))
                    .allMatch(number -> anchors.contains(numbered.group(1) + "-" + number));
        }

        private static String oneLine(String text) {
            return text.replaceAll(GAP, " ");
        }
    }
}
