// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.cli.Finding.Verdict;
import java.util.List;

/** Findings for people: one line each, and what to do below those that ask for something. */
final class DoctorText {

    private DoctorText() {}

    static String of(List<Finding> findings, Ink ink) {
        var page = new Page();
        findings.forEach(finding -> {
            page.line(mark(finding.verdict(), ink) + " " + ink.bold(finding.check()) + ": " + finding.message());
            if (finding.remedy() != null) {
                page.line("    → " + finding.remedy());
            }
        });
        long broken = count(findings, Verdict.BROKEN);
        long doubtful = count(findings, Verdict.WARNING);
        page.gap().line(broken + " broken, " + doubtful + " to look at, " + count(findings, Verdict.OK) + " in order");
        return page.toString();
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    private static String mark(Verdict verdict, Ink ink) {
        return switch (verdict) {
            case OK -> ink.good(verdict.mark());
            case WARNING -> ink.doubtful(verdict.mark());
            case BROKEN -> ink.bad(verdict.mark());
        };
    }
}
