// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.cli.Finding.Verdict;
import java.util.List;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** The findings as text: one line each, with the remedy below it. */
final class DoctorText {

    private DoctorText() {}

    static String of(List<Finding> findings, ColorScheme colors) {
        var output = new TextOutput();
        findings.forEach(finding -> {
            output.line(mark(finding.verdict(), colors) + " " + TextOutput.styled(colors, Style.bold, finding.check())
                    + ": " + finding.message());
            if (finding.remedy() != null) {
                output.line("    → " + finding.remedy());
            }
        });
        long broken = count(findings, Verdict.BROKEN);
        long warnings = count(findings, Verdict.WARNING);
        output.gap()
                .line(broken + " failed, " + warnings + (warnings == 1 ? " warning, " : " warnings, ")
                        + count(findings, Verdict.OK) + " OK");
        return output.toString();
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    private static String mark(Verdict verdict, ColorScheme colors) {
        var style =
                switch (verdict) {
                    case OK -> Style.fg_green;
                    case WARNING -> Style.fg_yellow;
                    case BROKEN -> Style.fg_red;
                };
        return TextOutput.styled(colors, style, verdict.mark());
    }
}
