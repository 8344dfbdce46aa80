// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.quickstart;

import java.io.PrintStream;

/** What the quick start shows: headings, commands that a user could type, and what they print. */
final class Screen {

    private static final String BOLD = "\u001B[1m";
    private static final String DIM = "\u001B[2m";
    private static final String PLAIN = "\u001B[0m";

    private final PrintStream out;
    private final boolean colours;
    private int headings;

    /**
     * Shows it on a stream.
     *
     * @param colours whether a person watches
     */
    Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    void heading(String text) {
        headings++;
        out.println();
        out.println(styled(BOLD, headings + ". " + text));
    }

    void note(String text) {
        out.println(styled(DIM, "   " + text));
        out.flush();
    }

    void command(String text) {
        out.println();
        out.println("   $ " + text);
    }

    void output(String text) {
        text.lines().forEach(line -> out.println("   " + line));
        out.flush();
    }

    private String styled(String style, String text) {
        return colours ? style + text + PLAIN : text;
    }
}
