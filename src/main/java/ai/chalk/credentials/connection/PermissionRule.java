// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which permissions a policy lets through. A permission with which a token could gain more than it was given, or reach into
 * what the team has secured, must be named: by itself or by a pattern such as {@code tokens.*}. A bare {@code *} names
 * nothing, and neither does the absence of the list.
 */
final class PermissionRule {

    private static final String ALL = "*";

    /** As design and documentation list them; a trailing dot stands for everything below. */
    private static final List<String> ESCALATING = List.of(
            "tokens.",
            "team.",
            "secrets.",
            "project.create",
            "environment.create",
            "infrastructure.write",
            "billing.",
            "migrate.execute",
            "agents.write");

    /** Known to exist and not marked as grantable to service tokens. */
    private static final List<String> UNGRANTABLE =
            List.of("billing.write", "billing.publish_analytics", "chalk.admin", "auth_service.manager", "internal.");

    private PermissionRule() {}

    /** Why the policy refuses one of these, after the words "refuses permission". */
    static Optional<String> refusal(@Nullable ConnectionPolicy policy, List<String> permissions) {
        var allowed = policy == null ? null : policy.permissions();
        return permissions.stream()
                .flatMap(slug -> refusalOf(slug, allowed).stream())
                .findFirst();
    }

    private static Optional<String> refusalOf(String slug, @Nullable List<String> allowed) {
        if (isUngrantable(slug) && !isNamed(slug, allowed)) {
            return Optional.of(slug + ": Chalk does not grant it to service tokens, so " + nameIt(slug));
        }
        if (isEscalating(slug) && !isNamed(slug, allowed)) {
            return Optional.of(slug + ": its holder could gain more than was granted, so " + nameIt(slug));
        }
        if (allowed != null && allowed.stream().noneMatch(pattern -> matches(pattern, slug))) {
            return Optional.of(slug + ": spec.policy.permissions allows " + Listed.of(allowed));
        }
        return Optional.empty();
    }

    private static String nameIt(String slug) {
        return "spec.policy.permissions must name it (%s or %s*; * alone does not)"
                .formatted(slug, slug.substring(0, slug.indexOf('.') + 1));
    }

    static boolean isEscalating(String slug) {
        return isOneOf(slug, ESCALATING);
    }

    static boolean isUngrantable(String slug) {
        return isOneOf(slug, UNGRANTABLE);
    }

    private static boolean isNamed(String slug, @Nullable List<String> allowed) {
        return allowed != null && allowed.stream().anyMatch(pattern -> !pattern.equals(ALL) && matches(pattern, slug));
    }

    /** {@code query.*} matches all below {@code query.}; a {@code *} in any other place but alone matches nothing. */
    private static boolean matches(String pattern, String slug) {
        return pattern.equals(ALL)
                || (pattern.endsWith(".*") && slug.startsWith(pattern.substring(0, pattern.length() - 1)))
                || pattern.equals(slug);
    }

    /**
     * Compares what Chalk would read: on the wire dots and underscores are one ({@code PERMISSION_TOKENS_WRITE}), so that
     * {@code tokens_write} is {@code tokens.write} by another spelling.
     */
    private static boolean isOneOf(String slug, List<String> list) {
        var wire = onTheWire(slug);
        return list.stream()
                .anyMatch(entry ->
                        entry.endsWith(".") ? wire.startsWith(onTheWire(entry)) : wire.equals(onTheWire(entry)));
    }

    private static String onTheWire(String slug) {
        return slug.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
