// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The settings of a simulator that runs as a separate process. */
public record SimulatorOptions(InetSocketAddress address, ClientCredentials caller, SimulatedTeam world) {

    private static final Map<String, String> DEFAULTS = Map.of(
            "port", "8080",
            "bind", "127.0.0.1",
            "client-id", SimulatedChalk.BOOTSTRAP.clientId(),
            "client-secret", SimulatedChalk.BOOTSTRAP.clientSecret().reveal(),
            "environments", "fraud/production,fraud/staging,growth/production",
            "access-token-seconds", "3600");

    /**
     * Reads variables such as {@code CHALK_SIMULATOR_PORT}.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static SimulatorOptions fromEnvironment(Map<String, String> environment) {
        return of(DEFAULTS.keySet().stream()
                .filter(name -> environment.containsKey(variable(name)))
                .collect(Collectors.toMap(Function.identity(), name -> environment.getOrDefault(variable(name), ""))));
    }

    /**
     * The options of a command line.
     *
     * @param given values by option name, such as {@code port}; a missing option has its default
     * @throws IllegalArgumentException with a message for the user
     */
    public static SimulatorOptions of(Map<String, String> given) {
        var values = new HashMap<>(DEFAULTS);
        values.putAll(given);
        return read(values);
    }

    private static SimulatorOptions read(Map<String, String> values) {
        var environments = List.of(value(values, "environments").split(","));
        var lifetime = Duration.ofSeconds(number(values, "access-token-seconds"));
        return new SimulatorOptions(
                new InetSocketAddress(value(values, "bind"), number(values, "port")),
                new ClientCredentials(value(values, "client-id"), new ClientSecret(value(values, "client-secret"))),
                SimulatedTeam.of(environments).withAccessTokenLifetime(lifetime));
    }

    private static int number(Map<String, String> values, String name) {
        try {
            return Integer.parseInt(value(values, name));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " must be a number");
        }
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "");
    }

    private static String variable(String name) {
        return "CHALK_SIMULATOR_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
