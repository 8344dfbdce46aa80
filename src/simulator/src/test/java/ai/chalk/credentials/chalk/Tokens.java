// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tokens to ask for, in which only what a test is about is visible. */
public final class Tokens {

    private Tokens() {}

    /** Permissions, and nothing else that would be granted or restricted. */
    public static Grants grants(String... permissions) {
        return new Grants(
                new TreeSet<>(Set.of(permissions)), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
    }

    /** A token that may query online. */
    public static NewServiceToken named(String name) {
        return named(name, "query.online");
    }

    /** A token with these permissions. */
    public static NewServiceToken named(String name, String... permissions) {
        return new NewServiceToken(name, grants(permissions));
    }

    /** Chalk is older than what it is asked for. */
    public static FaultRule dropping() {
        return FaultRule.of(Fault.droppedEnumNames())
                .on(Procedure.CREATE_SERVICE_TOKEN, Procedure.UPDATE_SERVICE_TOKEN);
    }
}
