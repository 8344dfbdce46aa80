// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** A plan as text. */
record PlanText(PlanView plan, Instant now, ColorScheme colors) {

    String text() {
        var output = new TextOutput();
        output.line(styled(Style.bold, plan.namespace() + "/" + plan.name()) + (plan.created() ? "  (new)" : ""));
        if (!plan.changes().isEmpty()) {
            output.gap().line("Changes in the file");
            plan.changes().forEach(change -> output.line("  ~ " + change.text()));
        }
        output.gap().line(plan.edit() ? "Effects" : "Now");
        effects(output);
        hold(output, plan.waiting(), "rotation waits: ", "earliest ");
        hold(output, plan.obstacle(), "blocked: ", "next attempt ");
        plan.notes().forEach(note -> output.line("  · " + note));
        next(output);
        return output.toString();
    }

    private void effects(TextOutput output) {
        if (isQuiet()) {
            boolean all = plan.edit() && plan.notes().isEmpty();
            var none = all ? "✓ no effect" : plan.edit() ? "✓ no immediate effect" : "✓ nothing is due";
            output.line("  " + styled(Style.fg_green, none));
        }
        plan.effects()
                .forEach(effect -> output.line("  " + styled(Style.fg_yellow, "→ " + effect.text())
                        + (plan.edit() && !effect.byEdit() ? styled(Style.faint, " (with or without the edit)") : "")));
    }

    private void hold(TextOutput output, PlanView.@Nullable Hold hold, String what, String when) {
        if (hold == null) {
            return;
        }
        output.line("  " + styled(Style.fg_red, "✗ " + what + hold.reason())
                + (hold.until() == null ? "" : ", " + when + TimeText.both(hold.until(), now)));
        output.line("    " + hold.message());
    }

    private void next(TextOutput output) {
        if (plan.next().isEmpty()) {
            return;
        }
        output.gap()
                .line(
                        plan.effects().stream().anyMatch(effect -> effect.type().equals("Issue"))
                                ? "Later rotations"
                                : "Next rotations");
        var rows = plan.next().stream().map(this::row).toList();
        output.table(List.of("", "WHEN", "TIME", "REASON", "SPREAD"), rows);
    }

    private String styled(Style style, String text) {
        return TextOutput.styled(colors, style, text);
    }

    private boolean isQuiet() {
        return plan.effects().isEmpty() && plan.waiting() == null && plan.obstacle() == null;
    }

    private List<String> row(PlanView.NextRotation rotation) {
        return List.of(
                "",
                rotation.overdue() ? "overdue" : TimeText.relative(rotation.time(), now),
                rotation.local(),
                rotation.reason() + ", " + rotation.by(),
                rotation.spread());
    }
}
