// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The acts of the user during a storm, in the words of the report. */
enum StormAct {
    REQUEST("rotations requested", 8),
    TRIGGER("triggers changed", 4),
    LEAK("leaks reported", 2),
    DELETE("Secrets deleted", 2),
    TAMPER("Secrets changed", 2),
    STRIP("labels stripped", 2);

    private static final List<StormAct> WEIGHTED = Arrays.stream(values())
            .flatMap(act -> IntStream.range(0, act.weight).mapToObj(i -> act))
            .toList();

    private final String words;
    private final int weight;

    StormAct(String words, int weight) {
        this.words = words;
        this.weight = weight;
    }

    static StormAct any(Random random) {
        return WEIGHTED.get(random.nextInt(WEIGHTED.size()));
    }

    String words() {
        return words;
    }
}
