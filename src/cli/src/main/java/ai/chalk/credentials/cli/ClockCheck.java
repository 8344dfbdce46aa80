// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether the clocks agree: this machine's, the API server's, and the operator's, whose last Lease renewal cannot be in the
 * future.
 */
record ClockCheck(KubernetesClient client, String namespace, Clock clock) implements DoctorCheck {

    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final int SECONDS = 10;

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public List<Finding> run() {
        var before = clock.instant();
        var server = serverTime();
        var after = clock.instant();
        if (server.isEmpty()) {
            return List.of(Finding.warning(
                    name(), "the API server does not tell its time", "nothing, unless times look wrong"));
        }
        var findings = new ArrayList<Finding>();
        findings.add(compare("this machine", skew(server.get(), before, after)));
        renewTime().ifPresent(renewed -> findings.add(compare("the operator", ahead(renewed, server.get()))));
        return findings;
    }

    /** The server tells whole seconds: within that second, and while the answer was under way, nothing is a difference. */
    private static Duration skew(Instant server, Instant before, Instant after) {
        return after.isBefore(server)
                ? Duration.between(server, after)
                : before.isAfter(server.plusSeconds(1))
                        ? Duration.between(server.plusSeconds(1), before)
                        : Duration.ZERO;
    }

    private static Duration ahead(Instant renewed, Instant server) {
        return renewed.isAfter(server.plusSeconds(1))
                ? Duration.between(server.plusSeconds(1), renewed)
                : Duration.ZERO;
    }

    private Finding compare(String whose, Duration skew) {
        return skew.abs().compareTo(TOLERANCE) <= 0
                ? Finding.ok(name(), "the clock of " + whose + " agrees with the API server's")
                : Finding.broken(
                        name(),
                        "the clock of " + whose + " is " + TimeText.span(skew.abs())
                                + (skew.isNegative() ? " behind" : " ahead of") + " the API server's",
                        "set it by NTP: rotations and overlaps are reckoned by it");
    }

    private Optional<Instant> renewTime() {
        try {
            return OperatorCheck.lease(client, namespace)
                    .map(lease -> lease.getSpec())
                    .map(LeaseSpec::getRenewTime)
                    .map(ZonedDateTime::toInstant);
        } catch (KubernetesClientException e) { // whoever may not read it is told so by the check of the operator
            return Optional.empty();
        }
    }

    private Optional<Instant> serverTime() {
        var http = client.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(client.getMasterUrl().toString().replaceAll("/+$", "") + "/version")
                .build();
        try {
            var answer = http.sendAsync(request, byte[].class).get(SECONDS, TimeUnit.SECONDS);
            return Optional.ofNullable(answer.header("Date"))
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
