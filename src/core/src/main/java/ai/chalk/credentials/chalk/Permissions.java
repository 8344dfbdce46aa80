// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.util.Locale;
import java.util.Set;

/**
 * The permission slugs that Chalk has published. New ones appear over time, so a slug that is not here is not wrong: it is
 * Chalk that accepts or refuses it, and this table only makes warnings and refusals possible before Chalk is asked.
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

    /** How Chalk's API writes a slug, but for a prefix: two slugs of one such name are one permission. */
    public static String onTheWire(String slug) {
        return slug.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** Whether the slug is in one of the two tables, or one of Chalk's internal ones. */
    public static boolean isKnown(String slug) {
        return GRANTABLE.contains(slug) || isKnownUngrantable(slug);
    }

    /** Whether Chalk is known not to give this permission to service tokens; false for a slug that is not known at all. */
    public static boolean isKnownUngrantable(String slug) {
        return UNGRANTABLE.contains(slug) || slug.startsWith(INTERNAL);
    }

    /** The slugs that a service token may hold, as far as is published. */
    public static Set<String> grantable() {
        return GRANTABLE;
    }

    /** The slugs, outside of {@code internal.*}, that exist and that no service token may hold. */
    public static Set<String> ungrantable() {
        return UNGRANTABLE;
    }
}
