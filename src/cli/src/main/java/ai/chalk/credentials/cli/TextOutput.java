// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** The text that a command prints: lines, labelled rows and tables. It ends with one line feed, and no line ends with blanks. */
final class TextOutput {

    private static final int LABEL_WIDTH = 15;
    private static final int COLUMN_GAP = 3;

    private static final ColorScheme PLAIN = CommandLine.Help.defaultColorScheme(Ansi.OFF);

    private final StringBuilder text = new StringBuilder();

    /** The text in a style, without picocli's markup: names and messages may contain any characters. */
    static String styled(ColorScheme colors, Style style, String text) {
        return colors.apply(text, List.of(style)).toString();
    }

    TextOutput line(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    /** An empty line, except at the beginning. */
    TextOutput gap() {
        return text.isEmpty() ? this : line("");
    }

    /** A label and its value. */
    TextOutput row(String label, String value) {
        return line("  " + label + " ".repeat(LABEL_WIDTH - label.length()) + value);
    }

    /** A table whose columns are as wide as their longest cell. */
    TextOutput table(List<String> headings, List<List<String>> rows) {
        var all = Stream.concat(Stream.of(headings), rows.stream()).toList();
        var columns = IntStream.range(0, headings.size())
                .mapToObj(number -> column(number, all))
                .toArray(Column[]::new);
        var table = TextTable.forColumns(PLAIN, columns);
        all.forEach(row -> table.addRowValues(cells(row)));
        table.toString(text);
        return this;
    }

    private static Column column(int number, List<List<String>> rows) {
        int longest =
                rows.stream().mapToInt(row -> row.get(number).length()).max().orElse(0);
        return new Column(longest + COLUMN_GAP, 0, Column.Overflow.TRUNCATE);
    }

    private static Text[] cells(List<String> row) {
        return row.stream().map(cell -> PLAIN.apply(cell, List.of())).toArray(Text[]::new);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
