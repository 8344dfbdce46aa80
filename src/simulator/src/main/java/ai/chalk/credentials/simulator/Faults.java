// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The active faults, in the order in which they were added. A call suffers every fault that applies to it. */
public final class Faults {

    private final List<FaultRule> rules = new ArrayList<>();

    Faults() {}

    public synchronized void add(FaultRule rule) {
        rules.add(rule);
    }

    public synchronized void clear() {
        rules.clear();
    }

    /** The rules that will still strike; {@code times} is the remaining number. */
    public synchronized List<FaultRule> pending() {
        return List.copyOf(rules);
    }

    synchronized List<Fault> take(Procedure procedure, String tokenName) {
        var taken = new ArrayList<Fault>();
        var rule = rules.listIterator();
        while (rule.hasNext()) {
            var next = rule.next();
            if (next.concerns(procedure, tokenName)) {
                taken.add(next.fault());
                if (isLast(next.times())) {
                    rule.remove();
                } else if (next.times().isPresent()) {
                    rule.set(next.times(next.times().getAsInt() - 1));
                }
            }
        }
        return taken;
    }

    private static boolean isLast(OptionalInt times) {
        return times.isPresent() && times.getAsInt() == 1;
    }
}
