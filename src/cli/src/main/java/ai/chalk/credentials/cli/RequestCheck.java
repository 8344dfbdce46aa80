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
 * A request for a rotation, and whether the operator would carry it out.
 *
 * @param annotation the annotation that makes the request
 * @param text the new value of the annotation
 */
record RequestCheck(String annotation, String text) {

    /**
     * Refuses a request that the operator would not carry out, by the operator's own rules.
     *
     * @return a note if the request is not carried out at once
     */
    Optional<String> check(ChalkServiceCredential live, LocalObservation local) {
        var seen = local.of(annotated(live));
        var name = seen.id().namespace() + "/" + seen.id().name();
        if (seen.deleting()) {
            throw CommandFailure.notDone(name + " is being deleted, so no more tokens are issued for it");
        }
        if (seen.status().current() == null) {
            throw CommandFailure.notDone(name + " has no token yet: the first one is issued without a request;"
                    + " kubectl chalk status shows what it waits for");
        }
        var forecast = Forecast.of(seen);
        return forecast.issue().isPresent() ? Optional.empty() : Optional.of(delay(name, seen, forecast));
    }

    private ChalkServiceCredential annotated(ChalkServiceCredential live) {
        var copy = new ChalkServiceCredential();
        copy.setMetadata(new ObjectMetaBuilder(live.getMetadata())
                .addToAnnotations(annotation, text)
                .build());
        copy.setSpec(live.getSpec());
        copy.setStatus(live.getStatus());
        return copy;
    }

    private static String delay(String name, Observation seen, Forecast forecast) {
        if (forecast.last().step() instanceof Step.Stall stall) {
            throw CommandFailure.notDone(name + " is stalled: "
                    + stall.obstacle().reason().word() + ": " + stall.obstacle().message());
        }
        if (forecast.waiting().isPresent()) {
            return "the request is carried out once the predecessor is revoked; kubectl chalk plan shows what that waits for";
        }
        if (seen.effective().isSuspended()) {
            throw CommandFailure.notDone(
                    name + " is suspended (spec.rotation.suspend: true): resume it first. To replace a"
                            + " leaked value in spite of that, use kubectl chalk revoke");
        }
        return afterFailure(
                name, forecast.issue().isPresent() ? null : seen.status().failure());
    }

    private static String afterFailure(String name, @Nullable Failure failure) {
        if (failure == null) {
            return "the request is carried out at the next reconciliation";
        }
        if (!FailureReason.isPassing(failure.reason())) {
            throw CommandFailure.notDone(name + " is stalled: " + failure.reason() + ": " + failure.message());
        }
        return "the last attempt failed (" + failure.reason()
                + "), so the request is carried out with the next one, at " + failure.nextAttemptTime();
    }
}
