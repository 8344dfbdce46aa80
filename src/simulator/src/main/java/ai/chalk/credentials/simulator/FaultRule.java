// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * When a fault strikes.
 *
 * @param procedures the calls that it affects
 * @param times in how many calls it strikes; empty means until the faults are cleared
 * @param tokenNamed restricts the fault to calls about a token whose name contains this text. Listings and calls about
 * the team concern no token; an exchange concerns the token that is exchanged.
 */
public record FaultRule(Fault fault, Set<Procedure> procedures, OptionalInt times, Optional<String> tokenNamed) {

    public FaultRule {
        procedures = Set.copyOf(procedures);
        if (times.isPresent() && times.getAsInt() < 1) {
            throw new IllegalArgumentException("times must be at least 1");
        }
    }

    /** A rule that strikes in every call until the faults are cleared. Narrow it with the methods below. */
    public static FaultRule of(Fault fault) {
        return new FaultRule(fault, Set.of(Procedure.values()), OptionalInt.empty(), Optional.empty());
    }

    public FaultRule on(Procedure... only) {
        return new FaultRule(fault, Set.of(only), times, tokenNamed);
    }

    public FaultRule once() {
        return times(1);
    }

    public FaultRule times(int calls) {
        return new FaultRule(fault, procedures, OptionalInt.of(calls), tokenNamed);
    }

    public FaultRule forTokensNamed(String text) {
        return new FaultRule(fault, procedures, times, Optional.of(text));
    }

    boolean concerns(Procedure procedure, String tokenName) {
        return procedures.contains(procedure)
                && tokenNamed.map(tokenName::contains).orElse(true);
    }
}
