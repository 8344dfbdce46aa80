// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan for people. */
record PlanText(PlanView plan, Instant now, Ink ink) {

    String text() {
        var page = new Page();
        page.line(ink.bold(plan.namespace() + "/" + plan.name()) + (plan.created() ? "  (new)" : ""));
        if (!plan.changes().isEmpty()) {
            page.gap().line("The file changes");
            plan.changes().forEach(change -> page.line("  ~ " + change.text()));
        }
        page.gap().line(plan.edit() ? "What that does" : "Now");
        effects(page);
        hold(page, plan.waiting(), "waits to rotate: ", "at the earliest ");
        hold(page, plan.obstacle(), "cannot go on: ", "looked at again ");
        plan.notes().forEach(note -> page.line("  · " + note));
        next(page);
        return page.toString();
    }

    private void effects(Page page) {
        if (isQuiet()) {
            boolean all = plan.edit() && plan.notes().isEmpty();
            page.line("  " + ink.good(all ? "✓ nothing" : plan.edit() ? "✓ nothing at once" : "✓ nothing is due"));
        }
        plan.effects()
                .forEach(effect -> page.line("  " + ink.doubtful("→ " + effect.text())
                        + (plan.edit() && !effect.byEdit() ? ink.dim(" (with or without the edit)") : "")));
    }

    private void hold(Page page, PlanView.@Nullable Hold hold, String what, String when) {
        if (hold == null) {
            return;
        }
        page.line("  " + ink.bad("✗ " + what + hold.reason())
                + (hold.until() == null ? "" : ", " + when + TimeText.both(hold.until(), now)));
        page.line("    " + hold.message());
    }

    private void next(Page page) {
        if (plan.next().isEmpty()) {
            return;
        }
        page.gap()
                .line(
                        plan.effects().stream().anyMatch(effect -> effect.type().equals("Issue"))
                                ? "Rotations after that"
                                : "Next rotations");
        var rows = plan.next().stream().map(this::row).toList();
        page.table(List.of("", "WHEN", "TIME", "REASON", "SPREAD"), rows);
    }

    private boolean isQuiet() {
        return plan.effects().isEmpty() && plan.waiting() == null && plan.obstacle() == null;
    }

    private List<String> row(PlanView.Coming coming) {
        return List.of(
                "",
                coming.overdue() ? "overdue" : TimeText.relative(coming.time(), now),
                coming.local(),
                coming.reason() + ", " + coming.by(),
                coming.spread());
    }
}
