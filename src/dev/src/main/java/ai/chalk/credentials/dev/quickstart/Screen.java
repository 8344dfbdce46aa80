// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.quickstart;

import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** The output of the quick start: headings, commands that a user could type, and their output. */
public final class Screen {

    private final PrintStream out;
    private final Ansi ansi;
    private int headings;
    private volatile boolean ended;

    /** Prints to a stream, in colors if the script that started this JVM runs in a terminal. */
    public Screen(PrintStream out) {
        this.out = out;
        this.ansi = Boolean.getBoolean("dev.terminal") ? Ansi.AUTO : Ansi.OFF;
    }

    public void heading(String text) {
        headings++;
        print("");
        print(styled(Style.bold, headings + ". " + text));
    }

    public void note(String text) {
        print(styled(Style.faint, "   " + text));
    }

    void command(String text) {
        print("");
        print("   $ " + text);
    }

    public void output(String text) {
        text.lines().forEach(line -> print(line.isBlank() ? "" : "   " + line));
    }

    /** Prints nothing from now on. Failures after Ctrl-C are consequences of the shutdown. */
    void end() {
        ended = true;
    }

    private void print(String line) {
        if (!ended) {
            out.println(line);
            out.flush();
        }
    }

    private String styled(Style style, String text) {
        return ansi.enabled() ? style.on() + text + Style.reset.on() : text;
    }
}
