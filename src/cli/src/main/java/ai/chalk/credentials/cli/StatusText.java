// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** The state of one credential as text. */
record StatusText(CredentialView view, Instant now, ColorScheme colors) {

    private static final int NAMED = 3;
    private static final int KEYS_A_LINE = 4;

    String text() {
        var output = new TextOutput();
        output.line(headline());
        if (view.warnings().stream().noneMatch(warning -> warning.message().equals(view.message()))) {
            output.line("  " + view.message());
        }
        output.gap();
        secret(output);
        token(output);
        output.row("Connection", connection(view.connection()));
        output.row("Next rotation", next());
        var pending = view.pending();
        if (pending != null) {
            output.row(
                    "In progress",
                    "revision " + pending.revision() + " (" + pending.reason() + "), started "
                            + TimeText.relative(pending.startTime(), now));
        }
        view.retiring().forEach(token -> retiring(output, token));
        view.warnings().forEach(warning -> warning(output, warning));
        failure(output);
        return output.toString();
    }

    private String headline() {
        var state = view.isReady()
                ? styled(Style.fg_green, "✓ Ready")
                : view.ready().equals("Unknown")
                        ? styled(Style.fg_yellow, "? Ready unknown")
                        : styled(Style.fg_red, "✗ Not ready");
        var name = styled(Style.bold, view.namespace() + "/" + view.name());
        var attention = view.has("Stalled") ? ", " + styled(Style.fg_red, "stalled: manual action needed") : "";
        return name + "  " + state + " (" + view.reason() + ")" + attention;
    }

    private void secret(TextOutput output) {
        var keys = view.secret().keys();
        output.row("Secret", view.secret().name() + (keys.isEmpty() ? ", not published yet" : ""));
        for (int i = 0; i < keys.size(); i += KEYS_A_LINE) {
            var some = keys.subList(i, Math.min(i + KEYS_A_LINE, keys.size()));
            output.row(i == 0 ? "Keys" : "", String.join(", ", some));
        }
    }

    private void token(TextOutput output) {
        var token = view.current();
        if (token == null) {
            output.row("Project", view.project() + ", environment " + view.environment());
            return;
        }
        output.row("Client ID", token.clientId());
        output.row(
                "Revision",
                token.revision() + " (" + token.reason() + "), published "
                        + TimeText.both(Objects.requireNonNullElse(token.publishTime(), token.issueTime()), now));
        output.row(
                "Project",
                named(token.projectName(), token.projectId()) + ", environment "
                        + named(token.environmentName(), token.environmentId()));
    }

    private static String named(String name, String id) {
        return name.equals(id) ? id : name + " (" + id + ")";
    }

    static String connection(CredentialView.ConnectionPart connection) {
        var kind =
                switch (connection.kind()) {
                    case CHALK_CONNECTION -> "ChalkConnection";
                    case CLUSTER_CHALK_CONNECTION -> "ClusterChalkConnection";
                    case UNKNOWN -> "unknown kind";
                };
        return kind + " " + connection.name() + (connection.apiServer() == null ? "" : ", " + connection.apiServer());
    }

    private String next() {
        var rotation = view.rotation();
        if (rotation.suspended()) {
            return styled(Style.fg_yellow, "suspended") + " (spec.rotation.suspend)";
        }
        var next = rotation.next();
        if (next == null) {
            return "on demand only";
        }
        var when = TimeText.local(next, zone(rotation.timeZone()));
        return next.isAfter(now)
                ? TimeText.relative(next, now) + ", " + when
                : styled(Style.fg_yellow, "overdue by " + TimeText.span(Duration.between(next, now))) + ", " + when;
    }

    /** The time zone; UTC if this Java does not know it. */
    static ZoneId zone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneOffset.UTC;
    }

    private void retiring(TextOutput output, CredentialView.RetiringPart token) {
        boolean ended = !token.revokeTime().isAfter(now);
        var outlook = token.immediate()
                ? "to be revoked at once"
                : ended
                        ? "overlap ended " + TimeText.relative(token.revokeTime(), now)
                        : "to be revoked " + TimeText.both(token.revokeTime(), now)
                                + (view.rotation().revocationPolicy() == RevocationPolicy.AFTER_OVERLAP
                                        ? ""
                                        : ", if unused by then");
        output.row("Retiring", "revision " + token.revision() + ", client id " + token.clientId() + ", " + outlook);
        if (token.blockedByCount() > 0) {
            output.row("", styled(Style.fg_yellow, "blocked by " + users(token)));
        }
    }

    private String users(CredentialView.RetiringPart token) {
        var named = token.blockedBy().stream()
                .limit(NAMED)
                .map(user -> "container " + user.container() + " of pod " + user.pod() + " (running since "
                        + TimeText.utc(user.startTime()) + ")")
                .collect(Collectors.joining(", "));
        int more = token.blockedByCount() - Math.min(NAMED, token.blockedBy().size());
        return named + (more > 0 ? " and " + more + " more" : "");
    }

    private void warning(TextOutput output, CredentialView.WarningPart warning) {
        var word = warning.type() + " (" + warning.reason() + ")";
        output.gap();
        output.line((warning.type().equals("Stalled")
                        ? styled(Style.fg_red, "✗ " + word)
                        : styled(Style.fg_yellow, "! " + word))
                + (warning.since() == null ? "" : ", since " + TimeText.utc(warning.since())));
        output.line("  " + warning.message());
    }

    private String styled(Style style, String text) {
        return TextOutput.styled(colors, style, text);
    }

    private void failure(TextOutput output) {
        var failure = view.failure();
        if (failure == null) {
            return;
        }
        output.gap();
        output.line(styled(Style.fg_red, "✗ Last failure: " + failure.reason()) + ", " + failure.count()
                + (failure.count() == 1 ? " time" : " times in a row") + ", "
                + TimeText.relative(failure.lastTime(), now) + "; next attempt "
                + TimeText.both(failure.nextAttemptTime(), now));
        if (view.warnings().stream().noneMatch(warning -> warning.message().equals(failure.message()))) {
            output.line("  " + failure.message());
        }
    }
}
