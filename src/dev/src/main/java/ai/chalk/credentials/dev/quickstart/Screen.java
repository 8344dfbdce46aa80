// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.quickstart;

import java.io.PrintStream;

/** What the quick start shows: headings, commands that a user could type, and what they print. */
public final class Screen {

    private static final String BOLD = "\u001B[1m";
    private static final String DIM = "\u001B[2m";
    private static final String PLAIN = "\u001B[0m";

    private final PrintStream out;
    private final boolean colours;
    private int headings;
    private volatile boolean ended;

    /**
     * Shows it on a stream.
     *
     * @param colours whether a person watches
     */
    public Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    public void heading(String text) {
        headings++;
        print("");
        print(styled(BOLD, headings + ". " + text));
    }

    public void note(String text) {
        print(styled(DIM, "   " + text));
    }

    void command(String text) {
        print("");
        print("   $ " + text);
    }

    public void output(String text) {
        text.lines().forEach(line -> print(line.isBlank() ? "" : "   " + line));
    }

    /** From now on nothing is shown: what fails after Ctrl-C fails because everything is being ended. */
    void end() {
        ended = true;
    }

    private void print(String line) {
        if (!ended) {
            out.println(line);
            out.flush();
        }
    }

    private String styled(String style, String text) {
        return colours ? style + text + PLAIN : text;
    }
}
