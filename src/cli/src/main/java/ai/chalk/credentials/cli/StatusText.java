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

/** One credential as a block that a person reads from top to bottom. */
record StatusText(CredentialView view, Instant now, Ink ink) {

    private static final int NAMED = 3;
    private static final int KEYS_A_LINE = 4;

    String text() {
        var page = new Page();
        page.line(headline());
        if (view.warnings().stream().noneMatch(warning -> warning.message().equals(view.message()))) {
            page.line("  " + view.message());
        }
        page.gap();
        secret(page);
        token(page);
        page.row("Connection", connection(view.connection()));
        page.row("Next rotation", next());
        var pending = view.pending();
        if (pending != null) {
            page.row(
                    "Under way",
                    "revision " + pending.revision() + " (" + pending.reason() + "), begun "
                            + TimeText.relative(pending.startTime(), now));
        }
        view.retiring().forEach(token -> retiring(page, token));
        view.warnings().forEach(warning -> warning(page, warning));
        failure(page);
        return page.toString();
    }

    private String headline() {
        var state = view.isReady()
                ? ink.good("✓ Ready")
                : view.ready().equals("Unknown") ? ink.doubtful("? Ready unknown") : ink.bad("✗ Not ready");
        var name = ink.bold(view.namespace() + "/" + view.name());
        var attention = view.has("Stalled") ? ", " + ink.bad("stalled: somebody must act") : "";
        return name + "  " + state + " (" + view.reason() + ")" + attention;
    }

    private void secret(Page page) {
        var keys = view.secret().keys();
        page.row("Secret", view.secret().name() + (keys.isEmpty() ? ", not published yet" : ""));
        for (int i = 0; i < keys.size(); i += KEYS_A_LINE) {
            var some = keys.subList(i, Math.min(i + KEYS_A_LINE, keys.size()));
            page.row(i == 0 ? "Keys" : "", String.join(", ", some));
        }
    }

    private void token(Page page) {
        var token = view.current();
        if (token == null) {
            page.row("Project", view.project() + ", environment " + view.environment());
            return;
        }
        page.row("Client ID", token.clientId());
        page.row(
                "Revision",
                token.revision() + " (" + token.reason() + "), published "
                        + TimeText.both(Objects.requireNonNullElse(token.publishTime(), token.issueTime()), now));
        page.row(
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
            return ink.doubtful("suspended") + " (spec.rotation.suspend)";
        }
        var next = rotation.next();
        if (next == null) {
            return "on demand only";
        }
        var when = TimeText.local(next, zone(rotation.timeZone()));
        return next.isAfter(now)
                ? TimeText.relative(next, now) + ", " + when
                : ink.doubtful("due since " + TimeText.relative(next, now).replace(" ago", "")) + ", " + when;
    }

    /** The time zone; UTC for one that this Java does not know. */
    static ZoneId zone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneOffset.UTC;
    }

    private void retiring(Page page, CredentialView.RetiringPart token) {
        boolean over = !token.revokeTime().isAfter(now);
        var fate = token.immediate()
                ? "is revoked at once"
                : over
                        ? "its overlap is over for " + TimeText.span(Duration.between(token.revokeTime(), now))
                        : "revoked " + TimeText.both(token.revokeTime(), now)
                                + (view.rotation().revocationPolicy() == RevocationPolicy.AFTER_OVERLAP
                                        ? ""
                                        : ", if nobody uses it then");
        page.row("Retiring", "revision " + token.revision() + ", client id " + token.clientId() + ", " + fate);
        if (token.blockedByCount() > 0) {
            page.row("", ink.doubtful("waits for " + users(token)));
        }
    }

    private String users(CredentialView.RetiringPart token) {
        var named = token.blockedBy().stream()
                .limit(NAMED)
                .map(user -> "container " + user.container() + " of pod " + user.pod() + " (runs since "
                        + TimeText.utc(user.startTime()) + ")")
                .collect(Collectors.joining(", "));
        int more = token.blockedByCount() - Math.min(NAMED, token.blockedBy().size());
        return named + (more > 0 ? " and " + more + " more" : "");
    }

    private void warning(Page page, CredentialView.WarningPart warning) {
        var word = warning.type() + " (" + warning.reason() + ")";
        page.gap();
        page.line((warning.type().equals("Stalled") ? ink.bad("✗ " + word) : ink.doubtful("! " + word))
                + (warning.since() == null ? "" : ", since " + TimeText.utc(warning.since())));
        page.line("  " + warning.message());
    }

    private void failure(Page page) {
        var failure = view.failure();
        if (failure == null) {
            return;
        }
        page.gap();
        page.line(ink.bad("✗ Last failure: " + failure.reason()) + ", " + failure.count()
                + (failure.count() == 1 ? " time" : " times in a row") + ", "
                + TimeText.relative(failure.lastTime(), now) + "; next attempt "
                + TimeText.both(failure.nextAttemptTime(), now));
        if (view.warnings().stream().noneMatch(warning -> warning.message().equals(failure.message()))) {
            page.line("  " + failure.message());
        }
    }
}
