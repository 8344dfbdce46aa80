// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The trace of a life, one numbered line per event; kept only if it will be printed. */
final class LifeTrace {

    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    LifeTrace(boolean kept) {
        this.kept = kept;
    }

    void add(Supplier<String> line) {
        if (kept) {
            lines.add("%4d  %s".formatted(lines.size() + 1, line.get()));
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
