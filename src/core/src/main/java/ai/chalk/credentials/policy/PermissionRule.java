// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.chalk.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which permissions a policy allows. A permission with which a token could gain more than it was granted, or access the team's
 * secrets, must be named explicitly or by a pattern such as {@code tokens.*}. A bare {@code *} and a missing list do not name
 * it.
 */
final class PermissionRule {

    private static final String ALL = "*";

    /** A trailing dot stands for everything below. */
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

    private PermissionRule() {}

    /** Why the policy refuses one of these, to follow the words "refuses permission". */
    static Optional<String> refusal(@Nullable ConnectionPolicy policy, List<String> permissions) {
        var allowed = policy == null ? null : policy.permissions();
        return permissions.stream()
                .flatMap(slug -> refusalOf(slug, allowed).stream())
                .findFirst();
    }

    private static Optional<String> refusalOf(String slug, @Nullable List<String> allowed) {
        var known = knownSpelling(slug);
        if (known.isPresent()) {
            return Optional.of("%s: Chalk would read it as %s, so write %2$s".formatted(slug, known.get()));
        }
        if (isUngrantable(slug) && !isNamed(slug, allowed)) {
            return Optional.of(slug + ": Chalk does not grant it to service tokens, so " + nameIt(slug));
        }
        if (isEscalating(slug) && !isNamed(slug, allowed)) {
            return Optional.of(slug + ": its holder could gain further permissions, so " + nameIt(slug));
        }
        if (allowed != null && allowed.stream().noneMatch(pattern -> matches(pattern, slug))) {
            return Optional.of(slug + ": spec.policy.permissions allows " + ListText.of(allowed));
        }
        return Optional.empty();
    }

    private static String nameIt(String slug) {
        int dot = slug.indexOf('.');
        return "spec.policy.permissions must name it (%s%s; * alone does not)"
                .formatted(slug, dot < 0 ? "" : " or " + slug.substring(0, dot) + ".*");
    }

    /**
     * The documented permission as which Chalk would read this text, if it differs: on the wire, dots and underscores are the same
     * ({@code PERMISSION_TOKENS_WRITE}), and another spelling must not bypass a policy.
     */
    private static Optional<String> knownSpelling(String slug) {
        if (Permissions.isKnown(slug)) {
            return Optional.empty();
        }
        return Stream.concat(Permissions.grantable().stream(), Permissions.ungrantable().stream())
                .filter(known -> Permissions.onTheWire(known).equals(Permissions.onTheWire(slug)))
                .findFirst();
    }

    static boolean isEscalating(String slug) {
        var wire = Permissions.onTheWire(slug);
        return ESCALATING.stream()
                .map(Permissions::onTheWire)
                .anyMatch(entry -> entry.endsWith("_") ? wire.startsWith(entry) : wire.equals(entry));
    }

    private static boolean isUngrantable(String slug) {
        return Permissions.isKnownUngrantable(slug)
                || Permissions.onTheWire(slug).startsWith("INTERNAL_");
    }

    private static boolean isNamed(String slug, @Nullable List<String> allowed) {
        return allowed != null && allowed.stream().anyMatch(pattern -> !pattern.equals(ALL) && matches(pattern, slug));
    }

    /** {@code query.*} matches everything below {@code query.}, {@code *} alone matches all; elsewhere it matches nothing. */
    private static boolean matches(String pattern, String slug) {
        return pattern.equals(ALL)
                || (pattern.endsWith(".*") && slug.startsWith(pattern.substring(0, pattern.length() - 1)))
                || pattern.equals(slug);
    }
}
