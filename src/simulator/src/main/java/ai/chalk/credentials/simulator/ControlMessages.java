// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The messages of the control endpoint. None of them has room for a secret. */
final class ControlMessages {

    private ControlMessages() {}

    /** A fault to add; see {@code docs/simulator.md} for which of the fields each fault reads. */
    record FaultRequest(
            String fault,
            List<String> procedures,
            @Nullable Integer times,
            @Nullable String tokenNamed,
            boolean afterTheChange,
            @Nullable String code,
            @Nullable Integer retryAfterSeconds,
            @Nullable Integer number) {

        private static final Map<String, Function<FaultRequest, Fault>> FAULTS = new TreeMap<>(Map.of(
                "refuse", FaultRequest::refuse,
                "latency", asked -> Fault.latency(Duration.ofMillis(asked.numbered("milliseconds"))),
                "html", asked -> Fault.html(asked.numbered("the status")),
                "requestLost", asked -> Fault.requestLost(),
                "answerLost", asked -> Fault.answerLost(),
                "hang", asked -> Fault.hang(),
                "truncatedJson", asked -> Fault.truncatedJson(),
                "hugeBody", asked -> Fault.hugeBody(asked.numbered("bytes")),
                "staleListing", asked -> Fault.staleListing(asked.numbered("changes")),
                "droppedEnumNames", asked -> Fault.droppedEnumNames()));

        FaultRequest {
            fault = Objects.requireNonNullElse(fault, "");
            procedures = procedures == null ? List.of() : procedures;
        }

        FaultRule rule() {
            var made = afterTheChange ? made().afterTheChange() : made();
            var where = procedures.isEmpty() ? Set.of(Procedure.values()) : named();
            var howOften = times == null ? OptionalInt.empty() : OptionalInt.of(times);
            return new FaultRule(made, where, howOften, Optional.ofNullable(tokenNamed));
        }

        private Fault made() {
            var made = FAULTS.get(fault);
            if (made == null) {
                throw new IllegalArgumentException("fault must be one of " + String.join(", ", FAULTS.keySet()));
            }
            return made.apply(this);
        }

        private Fault refuse() {
            var refused = ConnectCode.ofWireName(Objects.requireNonNullElse(code, ""))
                    .orElseThrow(() -> new IllegalArgumentException("code must be one of "
                            + Arrays.stream(ConnectCode.values())
                                    .map(ConnectCode::wireName)
                                    .toList()));
            return retryAfterSeconds == null
                    ? Fault.refuse(refused)
                    : Fault.refuse(refused, Duration.ofSeconds(retryAfterSeconds));
        }

        private int numbered(String what) {
            if (number == null || number < 1) {
                throw new IllegalArgumentException("number must be given, at least 1: " + what);
            }
            return number;
        }

        private Set<Procedure> named() {
            return procedures.stream()
                    .map(name -> Procedure.ofWireName(name)
                            .orElseThrow(() -> new IllegalArgumentException("procedures must be of "
                                    + Arrays.stream(Procedure.values())
                                            .map(Procedure::wireName)
                                            .toList())))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Which token to revoke: the one with that id, or all of a name. */
    record RevokeRequest(@Nullable String id, @Nullable String name) {}

    /** What a token, found by its client id, may do from now on. */
    record PermissionsRequest(String clientId, Set<String> permissions) {

        PermissionsRequest {
            clientId = Objects.requireNonNullElse(clientId, "");
            permissions = permissions == null ? Set.of() : Set.copyOf(permissions);
        }
    }

    /** Which project or environment is called what from now on. */
    record RenameRequest(String id, String name) {

        RenameRequest {
            id = Objects.requireNonNullElse(id, "");
            name = Objects.requireNonNullElse(name, "");
        }
    }

    record Changed(int tokens) {}

    /**
     * A fault that is in force.
     *
     * @param times how often it is still to strike; absent = until it is cleared
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pending(String fault, List<String> procedures, @Nullable Integer times, @Nullable String tokenNamed) {

        static Pending of(FaultRule rule) {
            var procedures =
                    rule.procedures().stream().map(Procedure::wireName).sorted().toList();
            var times = rule.times().isPresent() ? (Integer) rule.times().getAsInt() : null;
            return new Pending(
                    rule.fault().toString(),
                    procedures,
                    times,
                    rule.tokenNamed().orElse(null));
        }
    }

    record State(List<SimulatorMessages.DisplayAgent> tokens, Map<String, Integer> calls, List<Pending> faults) {

        static State of(SimulatedChalk chalk) {
            var agents = new AgentMapper(chalk.world().team());
            var calls = new TreeMap<String, Integer>();
            Arrays.stream(Procedure.values())
                    .forEach(procedure -> calls.put(procedure.wireName(), chalk.calls(procedure)));
            return new State(
                    chalk.liveTokens().stream().map(agents::displayed).toList(),
                    calls,
                    chalk.faults().pending().stream().map(Pending::of).toList());
        }
    }
}
