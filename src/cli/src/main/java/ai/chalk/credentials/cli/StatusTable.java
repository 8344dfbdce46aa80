// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The table of all credentials; those that need action come first. */
record StatusTable(List<CredentialView> views, boolean namespaces, Instant now) {

    private static final Comparator<CredentialView> ORDER = Comparator.comparing(StatusTable::health)
            .thenComparing(CredentialView::namespace)
            .thenComparing(CredentialView::name);

    /** The smaller, the more urgent. */
    private static int health(CredentialView view) {
        if (!view.isReady()) {
            return view.has("Stalled") ? 0 : 1;
        }
        return view.has("Stalled") ? 2 : view.warnings().isEmpty() && view.failure() == null ? 4 : 3;
    }

    /** The credentials in the order of the table. */
    static List<CredentialView> sorted(List<CredentialView> views) {
        return views.stream().sorted(ORDER).toList();
    }

    String text() {
        var headings = List.of("", "NAME", "STATUS", "REV", "ENVIRONMENT", "NEXT ROTATION", "RETIRING", "ATTENTION");
        var rows = sorted(views).stream().map(this::row).toList();
        return new TextOutput().table(headings, rows).toString();
    }

    private List<String> row(CredentialView view) {
        var token = Optional.ofNullable(view.current());
        return List.of(
                mark(view),
                namespaces ? view.namespace() + "/" + view.name() : view.name(),
                view.reason(),
                token.map(found -> Long.toString(found.revision())).orElse("-"),
                view.project() + "/" + view.environment(),
                next(view.rotation()),
                retiring(view),
                attention(view));
    }

    private static String mark(CredentialView view) {
        return switch (health(view)) {
            case 0, 1 -> "✗";
            case 2, 3 -> "!";
            default -> "✓";
        };
    }

    private String next(CredentialView.RotationPart rotation) {
        if (rotation.suspended()) {
            return "suspended";
        }
        return Optional.ofNullable(rotation.next())
                .map(next -> next.isAfter(now) ? TimeText.relative(next, now) : "overdue")
                .orElse("on demand");
    }

    private String retiring(CredentialView view) {
        return view.retiring().stream()
                .findFirst()
                .map(token -> token.blockedByCount() > 0
                        ? "in use by " + token.blockedByCount()
                        : token.revokeTime().isAfter(now) ? TimeText.relative(token.revokeTime(), now) : "due")
                .orElse("-");
    }

    private static String attention(CredentialView view) {
        return view.warnings().stream()
                .findFirst()
                .map(warning -> warning.type() + ": " + warning.reason())
                .or(() -> Optional.ofNullable(view.failure()).map(failure -> "failing: " + failure.reason()))
                .orElse("");
    }
}
