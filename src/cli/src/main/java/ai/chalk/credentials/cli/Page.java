// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Text in the making: headings, labelled rows, tables. It ends in one line feed, and no line ends in spaces. */
final class Page {

    private static final int LABEL = 15;
    private static final String GAP = "   ";

    private final StringBuilder text = new StringBuilder();

    Page line(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    /** One empty line, unless this is the beginning. */
    Page gap() {
        return text.isEmpty() ? this : line("");
    }

    /** A label and what belongs to it. */
    Page row(String label, String value) {
        return line("  " + padded(label, LABEL) + value);
    }

    /** Columns as wide as they must be. */
    Page table(List<String> headings, List<List<String>> rows) {
        var widths = IntStream.range(0, headings.size())
                .map(column -> Math.max(
                        headings.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        line(joined(headings, widths));
        rows.forEach(row -> line(joined(row, widths)));
        return this;
    }

    private static String joined(List<String> cells, int[] widths) {
        var padded = new ArrayList<String>();
        for (int column = 0; column < cells.size(); column++) {
            padded.add(padded(cells.get(column), widths[column]));
        }
        return String.join(GAP, padded);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
