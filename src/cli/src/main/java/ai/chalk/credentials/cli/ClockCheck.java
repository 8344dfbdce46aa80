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
 * Whether the clocks of this machine, of the API server and of the operator agree. The operator's clock is ahead if its last
 * Lease renewal is in the future.
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
                    name(), "the API server sends no Date header", "ignore this unless times look wrong"));
        }
        var findings = new ArrayList<Finding>();
        findings.add(compare("this machine", skew(server.get(), before, after)));
        renewTime().ifPresent(renewed -> findings.add(compare("the operator", ahead(renewed, server.get()))));
        return findings;
    }

    /** The Date header has whole seconds: a difference within that second, or within the time of the call, does not count. */
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
                        "synchronize it with NTP: rotations and overlaps depend on it");
    }

    private Optional<Instant> renewTime() {
        try {
            return OperatorCheck.lease(client, namespace)
                    .map(lease -> lease.getSpec())
                    .map(LeaseSpec::getRenewTime)
                    .map(ZonedDateTime::toInstant);
        } catch (KubernetesClientException e) { // OperatorCheck reports that the caller may not read it
            return Optional.empty();
        }
    }

    private Optional<Instant> serverTime() {
        var http = client.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(client.getMasterUrl().toString().replaceAll("/+$", "") + "/version")
                .build();
        try {
            var response = http.sendAsync(request, byte[].class).get(SECONDS, TimeUnit.SECONDS);
            return Optional.ofNullable(response.header("Date"))
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
