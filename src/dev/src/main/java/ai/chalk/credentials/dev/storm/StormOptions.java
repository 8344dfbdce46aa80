// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a storm is to be.
 *
 * @param kills how often the operator dies
 * @param seed of all that is left to chance; threads and processes make two storms of one seed alike, not equal
 */
public record StormOptions(int kills, int credentials, long seed) {

    private static final String KILLS = "--kills";
    private static final String CREDENTIALS = "--credentials";
    private static final String SEED = "--seed";

    private static final Map<String, String> FORMS =
            Map.of(KILLS, "[1-9]\\d{0,4}", CREDENTIALS, "[1-9]\\d{0,2}", SEED, "\\d{1,18}");

    /**
     * Empty when the arguments cannot be understood.
     *
     * @param seed where the arguments give none
     */
    static Optional<StormOptions> parse(List<String> arguments, long seed) {
        var values = new TreeMap<>(Map.of(KILLS, "200", CREDENTIALS, "50", SEED, Long.toString(seed)));
        if (arguments.size() % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < arguments.size(); i += 2) {
            var form = FORMS.get(arguments.get(i));
            if (form == null || !arguments.get(i + 1).matches(form)) {
                return Optional.empty();
            }
            values.put(arguments.get(i), arguments.get(i + 1));
        }
        return Optional.of(new StormOptions(
                Integer.parseInt(values.getOrDefault(KILLS, "")),
                Integer.parseInt(values.getOrDefault(CREDENTIALS, "")),
                Long.parseLong(values.getOrDefault(SEED, ""))));
    }
}
