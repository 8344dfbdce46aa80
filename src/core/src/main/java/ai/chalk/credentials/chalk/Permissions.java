// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.util.Locale;
import java.util.Set;

/**
 * The permission slugs that Chalk has published. New ones appear over time, so a slug that is missing here is not
 * wrong: Chalk accepts or refuses it. This table only allows warnings and refusals before Chalk is called.
 */
public final class Permissions {

    private static final String INTERNAL = "internal.";

    private static final Set<String> GRANTABLE = Set.of(
            "query.online",
            "query.offline",
            "query.offline_read",
            "monitoring.create",
            "monitoring.read",
            "team.add",
            "team.delete",
            "team.list",
            "team.admin",
            "deploy.read",
            "deploy.create",
            "deploy.preview",
            "deploy.redeploy",
            "logs.list",
            "cron.read",
            "cron.create",
            "secrets.write",
            "secrets.decrypt",
            "secrets.list",
            "tokens.write",
            "tokens.list",
            "migrate.read",
            "migrate.plan",
            "migrate.execute",
            "project.create",
            "billing.read",
            "infrastructure.read",
            "infrastructure.write",
            "environment.create",
            "agents.write",
            "agents.read");

    private static final Set<String> UNGRANTABLE =
            Set.of("billing.write", "billing.publish_analytics", "chalk.admin", "auth_service.manager");

    private Permissions() {}

    /** A slug as Chalk's API writes it, without the prefix. Two slugs with the same result are the same permission. */
    public static String onTheWire(String slug) {
        return slug.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** Whether the slug is in one of the two tables, or is one of Chalk's internal slugs. */
    public static boolean isKnown(String slug) {
        return GRANTABLE.contains(slug) || isKnownUngrantable(slug);
    }

    /** Whether Chalk is known not to grant this permission to service tokens; false for an unknown slug. */
    public static boolean isKnownUngrantable(String slug) {
        return UNGRANTABLE.contains(slug) || slug.startsWith(INTERNAL);
    }

    /** The published slugs that a service token may hold. */
    public static Set<String> grantable() {
        return GRANTABLE;
    }

    /** The published slugs, outside {@code internal.*}, that no service token may hold. */
    public static Set<String> ungrantable() {
        return UNGRANTABLE;
    }
}
