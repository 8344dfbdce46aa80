// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.status.Forecast;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a rotation, before it is made: whether the operator would carry it out.
 *
 * @param annotation by which it is made
 * @param text that was not there before
 */
record RequestCheck(String annotation, String text) {

    /**
     * Refuses what would not be carried out; by the operator's own rules.
     *
     * @return what to know of it, where it is not carried out at once
     */
    Optional<String> check(ChalkServiceCredential live, LocalObservation sight) {
        var seen = sight.of(asked(live));
        var name = seen.id().namespace() + "/" + seen.id().name();
        if (seen.deleting()) {
            throw CommandFailure.no(name + " is being deleted: nothing is issued for it any more");
        }
        if (seen.status().current() == null) {
            throw CommandFailure.no(name + " has no token yet: the first one is issued without a request;"
                    + " kubectl chalk status says what it waits for");
        }
        var forecast = Forecast.of(seen);
        return forecast.issue().isPresent() ? Optional.empty() : Optional.of(delay(name, seen, forecast));
    }

    private ChalkServiceCredential asked(ChalkServiceCredential live) {
        var asked = new ChalkServiceCredential();
        asked.setMetadata(new ObjectMetaBuilder(live.getMetadata())
                .addToAnnotations(annotation, text)
                .build());
        asked.setSpec(live.getSpec());
        asked.setStatus(live.getStatus());
        return asked;
    }

    private static String delay(String name, Observation seen, Forecast forecast) {
        if (forecast.last().step() instanceof Step.Stall stall) {
            throw CommandFailure.no(name + " is stalled: "
                    + stall.obstacle().reason().word() + ": " + stall.obstacle().message());
        }
        if (forecast.waiting().isPresent()) {
            return "it is carried out once the predecessor is revoked; kubectl chalk plan says what that waits for";
        }
        if (seen.effective().isSuspended()) {
            throw CommandFailure.no(name + " is suspended (spec.rotation.suspend: true): take that out first. A leaked"
                    + " value is replaced all the same, with kubectl chalk revoke");
        }
        return afterFailure(
                name, forecast.issue().isPresent() ? null : seen.status().failure());
    }

    private static String afterFailure(String name, @Nullable Failure failure) {
        if (failure == null) {
            return "it is carried out when the operator looks at it next";
        }
        if (!FailureReason.isPassing(failure.reason())) {
            throw CommandFailure.no(name + " is stalled: " + failure.reason() + ": " + failure.message());
        }
        return "its last attempt failed (" + failure.reason() + "), so it is carried out with the next one, at "
                + failure.nextAttemptTime();
    }
}
