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

/** How a simulator of its own is started: arguments, else the environment, else what is documented. */
record SimulatorOptions(InetSocketAddress address, ClientCredentials caller, SimulatedTeam world) {

    private static final Map<String, String> DEFAULTS = Map.of(
            "port", "8080",
            "bind", "127.0.0.1",
            "client-id", SimulatedChalk.BOOTSTRAP.clientId(),
            "client-secret", SimulatedChalk.BOOTSTRAP.clientSecret().reveal(),
            "environments", "fraud/production,fraud/staging,growth/production",
            "access-token-seconds", "3600");

    /**
     * Reads arguments such as {@code --port 8080}, for which {@code CHALK_SIMULATOR_PORT} may stand in the environment.
     *
     * @throws IllegalArgumentException with a message for whoever started it
     */
    static SimulatorOptions parse(List<String> arguments, Map<String, String> environment) {
        var values = new HashMap<>(DEFAULTS);
        DEFAULTS.keySet().stream()
                .filter(name -> environment.containsKey(variable(name)))
                .forEach(name -> values.put(name, environment.getOrDefault(variable(name), "")));
        values.putAll(given(arguments));
        return of(values);
    }

    private static SimulatorOptions of(Map<String, String> values) {
        var environments = List.of(value(values, "environments").split(","));
        var lifetime = Duration.ofSeconds(number(values, "access-token-seconds"));
        return new SimulatorOptions(
                new InetSocketAddress(value(values, "bind"), number(values, "port")),
                new ClientCredentials(value(values, "client-id"), new ClientSecret(value(values, "client-secret"))),
                SimulatedTeam.of(environments).withAccessTokenLifetime(lifetime));
    }

    private static Map<String, String> given(List<String> arguments) {
        var given = new HashMap<String, String>();
        for (int at = 0; at < arguments.size(); at += 2) {
            var name = arguments.get(at).startsWith("--") ? arguments.get(at).substring(2) : "";
            if (!DEFAULTS.containsKey(name) || at + 1 == arguments.size()) {
                throw new IllegalArgumentException("expected --name value with a name of "
                        + DEFAULTS.keySet().stream().sorted().toList());
            }
            given.put(name, arguments.get(at + 1));
        }
        return given;
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
