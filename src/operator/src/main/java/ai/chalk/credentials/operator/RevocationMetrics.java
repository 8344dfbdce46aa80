// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.revocation.RevocationReconciliation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Metrics about the tokens of deleted credentials that are not revoked yet. */
@Singleton
class RevocationMetrics implements GaugeSource {

    private final Supplier<Stream<ChalkRevocation>> revocations;

    @Inject
    RevocationMetrics(RevocationReconciliation passes) {
        this(() -> passes.sources().revocations());
    }

    RevocationMetrics(Supplier<Stream<ChalkRevocation>> revocations) {
        this.revocations = revocations;
    }

    @Override
    public void addTo(Gauges gauges) {
        var open = revocations.get().toList();
        gauges.add(Metric.REVOCATIONS, open.size());
        open.forEach(revocation -> stalled(revocation)
                .ifPresent(condition -> gauges.add(
                        Metric.REVOCATION_STALLED,
                        1,
                        revocation.getMetadata().getNamespace(),
                        revocation.getMetadata().getName(),
                        condition.reason())));
    }

    private static Optional<Condition> stalled(ChalkRevocation revocation) {
        var conditions = Optional.ofNullable(revocation.getStatus())
                .map(ChalkRevocationStatus::conditions)
                .orElse(List.of());
        return conditions.stream()
                .filter(condition ->
                        condition.type().equals(ConditionType.STALLED) && condition.status() == ConditionStatus.TRUE)
                .findFirst();
    }
}
