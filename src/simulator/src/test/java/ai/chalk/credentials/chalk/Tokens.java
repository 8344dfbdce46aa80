// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Requests for tokens that show only what a test is about. */
public final class Tokens {

    private Tokens() {}

    /** These permissions, and no tags or claims. */
    public static Grants grants(String... permissions) {
        return new Grants(
                new TreeSet<>(Set.of(permissions)), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
    }

    /** A token with the permission to query online. */
    public static NewServiceToken named(String name) {
        return named(name, "query.online");
    }

    /** A token with these permissions. */
    public static NewServiceToken named(String name, String... permissions) {
        return new NewServiceToken(name, grants(permissions));
    }

    /** Chalk drops permissions that it does not know. */
    public static FaultRule dropping() {
        return FaultRule.of(Fault.droppedEnumNames())
                .on(Procedure.CREATE_SERVICE_TOKEN, Procedure.UPDATE_SERVICE_TOKEN);
    }
}
