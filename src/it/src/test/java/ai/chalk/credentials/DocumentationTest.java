// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents match the code, and refer to what exists. */
class DocumentationTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");

    @Test
    void keepsTheReadmeShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(150);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void pointsToWhatExists(Path document) throws IOException {
        assertThat(links(document))
                .allSatisfy(link -> assertThat(target(document, link)).exists());
    }

    @Test
    void theIndexListsEachPage() throws IOException {
        var index = Path.of("docs/index.md");
        var listed = links(index).stream()
                .map(link -> target(index, link).normalize())
                .toList();
        try (var pages = Files.list(Path.of("docs"))) {
            assertThat(pages.filter(page -> page.toString().endsWith(".md") && !page.equals(index)))
                    .hasSizeGreaterThan(10)
                    .isSubsetOf(listed);
        }
    }

    /** Renaming a heading must not break links to it. */
    @ParameterizedTest
    @MethodSource("documents")
    void pointsToExistingHeadings(Path document) throws IOException {
        for (var link : links(document)) {
            var target = target(document, link);
            if (link.group(2) != null && target.toString().endsWith(".md")) {
                assertThat(anchors(target)).as(link.group()).contains(link.group(2));
            }
        }
    }

    /** Tests that follow a document depend on the language of each block. */
    @ParameterizedTest
    @MethodSource("documents")
    void namesTheLanguageOfEachBlock(Path document) throws IOException {
        assertThat(FENCE.matcher(Files.readString(document)).results().map(MatchResult::group))
                .allSatisfy(block -> assertThat(block).matches("(?s)```[a-z]+\\R.*"));
    }

    private static List<MatchResult> links(Path document) throws IOException {
        return LINK.matcher(withoutBlocks(document))
                .results()
                .filter(link -> !link.group(1).isEmpty() || link.group(2) != null)
                .toList();
    }

    private static Path target(Path document, MatchResult link) {
        return link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
    }

    private static List<String> anchors(Path document) throws IOException {
        var text = withoutBlocks(document);
        var headings = HEADING.matcher(text).results().map(heading -> anchor(heading.group(1)));
        var explicit = ANCHOR.matcher(text).results().map(found -> found.group(1));
        return Stream.concat(headings, explicit).toList();
    }

    /**
     * The anchors that GitHub generates: lower case, hyphens for spaces, and no other punctuation. Links and code in a
     * heading count as text.
     */
    private static String anchor(String heading) {
        return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String withoutBlocks(Path document) throws IOException {
        return FENCE.matcher(Files.readString(document)).replaceAll("");
    }

    static List<Path> documents() throws IOException {
        try (var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(
                                            "README.md",
                                            "CONTRIBUTING.md",
                                            "CHANGELOG.md",
                                            "SECURITY.md",
                                            "helm/chalk-credential-operator/README.md")
                                    .map(Path::of),
                            docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }
}
