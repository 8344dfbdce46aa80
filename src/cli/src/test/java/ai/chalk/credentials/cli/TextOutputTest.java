// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Lines, rows and tables are aligned, and colours are used only on a terminal. */
class TextOutputTest {

    @Test
    void alignsColumnsWithoutTrailingBlanks() {
        var rows = List.of(List.of("✗", "a", ""), List.of("", "long-name", "b"));

        assertThat(new TextOutput().table(List.of("", "NAME", "NOTE"), rows).toString())
                .isEqualTo(
                        """
                            NAME        NOTE
                        ✗   a
                            long-name   b
                        """);
    }

    /** The text comes from the cluster, so it must not be interpreted. */
    @Test
    void printsPicoclisMarkupAsItIs() {
        var markup = "@|bold text|@";
        var output = new TextOutput();

        output.table(List.of("NOTE"), List.of(List.of(markup)));

        assertThat(output.toString()).isEqualTo("NOTE\n" + markup + "\n");
        assertThat(TextOutput.styled(CommandLine.Help.defaultColorScheme(Ansi.ON), Style.bold, markup))
                .contains(markup);
    }

    @Test
    void separatesBlocksByOneEmptyLine() {
        assertThat(new TextOutput().gap().line("a  ").gap().row("Label", "b").toString())
                .isEqualTo("a\n\n  Label          b\n");
    }

    @Test
    void usesColoursOnlyOnATerminalUnlessDisabled() {
        assertThat(colours(true, Map.of(), false)).isTrue();
        assertThat(colours(true, Map.of("NO_COLOR", ""), false)).isTrue();
        assertThat(colours(true, Map.of("NO_COLOR", "1"), false)).isFalse();
        assertThat(colours(true, Map.of(), true)).isFalse();
        assertThat(colours(false, Map.of(), false)).isFalse();
    }

    private static boolean colours(boolean terminal, Map<String, String> environment, boolean noColor) {
        var none = new PrintWriter(Writer.nullWriter());
        var options = new GlobalOptions();
        options.noColor = noColor;
        var io = new CommandIo(
                none, none, new BufferedReader(Reader.nullReader()), Clock.systemUTC(), environment, terminal);
        return io.colors(options).ansi().enabled();
    }
}
