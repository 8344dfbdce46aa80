// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.credential.ConnectionBulkhead;
import ai.chalk.credentials.credential.CredentialEventSources;
import ai.chalk.credentials.credential.CredentialSettings;
import ai.chalk.credentials.credential.EventRecorder;
import ai.chalk.credentials.credential.MissingTokenTracker;
import ai.chalk.credentials.credential.RequeueIntervals;
import ai.chalk.credentials.credential.TimeBudget;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.status.EventReason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reconciles records: waits for the time, tries, and then either deletes the record or writes the obstacle into its
 * status. There is no finalizer: deleting a record closes the matter.
 */
@Singleton
public class RevocationReconciliation {

    private static final Logger LOG = Logger.getLogger(RevocationReconciliation.class);

    private static final Duration AFTER_REFUSED_WRITE = Duration.ofMinutes(1);

    /** Few, as living credentials use the same connections. */
    private static final int CONCURRENCY = 2;

    private final CredentialSettings settings;
    private final CredentialEventSources credentials;
    private final EventRecorder announcer;
    private final Clock clock;
    private final RevocationRoute way;
    private final RevocationSources sources;
    private final ConnectionBulkhead bulkhead;
    private final MissingTokenTracker absences = new MissingTokenTracker();

    /** Uses the namespaces that the reconciles of credentials watch. */
    @Inject
    public RevocationReconciliation(
            CredentialSettings settings,
            Connections connections,
            CredentialEventSources credentials,
            EventRecorder announcer,
            Clock clock) {
        this.settings = settings;
        this.credentials = credentials;
        this.announcer = announcer;
        this.clock = clock;
        this.way = new RevocationRoute(connections);
        this.sources = new RevocationSources(connections);
        this.bulkhead = new ConnectionBulkhead(sources::wake);
    }

    /** The sources that trigger reconciles. */
    public RevocationSources sources() {
        return sources;
    }

    /** Runs one reconcile, and returns when the next one is due if nothing happens. */
    Duration run(ChalkRevocation revocation, Context<ChalkRevocation> context) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var notBefore = revocation.getSpec().notBefore();
        if (notBefore != null && now.isBefore(notBefore)) {
            return report(revocation, RevocationStatusAssembler.early(revocation, notBefore, now), context, now);
        }
        var id = ResourceID.fromResource(revocation);
        var planned = planned(revocation.getStatus()).filter(now::isBefore);
        if (planned.isPresent() && !sources.isUrgent(id)) {
            return until(planned.get(), now);
        }
        var key = ConnectionKey.of(revocation.getSpec().connection());
        try (var permits = bulkhead.permits(id)) {
            if (!permits.tryAcquire(key, CONCURRENCY)) {
                return RequeueIntervals.WAIT_FOR_TURN;
            }
            sources.settle(id);
            return tryNow(revocation, context, now);
        }
    }

    private Duration tryNow(ChalkRevocation revocation, Context<ChalkRevocation> context, Instant now) {
        var around = new ClusterReader(context.getClient(), settings.namespace(), this::isLeft);
        var tokens =
                new RecordedTokens(revocation.getSpec(), settings.installation().get());
        return hindrance(revocation, tokens, around, now)
                .map(found -> report(revocation, RevocationStatusAssembler.tried(revocation, found, now), context, now))
                .orElseGet(() -> close(revocation, tokens, context, now));
    }

    /** False before the reconciles of credentials have begun, because the watched namespaces are unknown until then. */
    private boolean isLeft(String namespace) {
        var watched = credentials.watchedNamespaces();
        return !watched.isEmpty() && !watched.contains(namespace);
    }

    private Optional<RevocationObstacle> hindrance(
            ChalkRevocation revocation, RecordedTokens tokens, ClusterReader around, Instant now) {
        try {
            return way.hindrance(tokens, around).or(() -> attempt(revocation, tokens, around, now));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return Optional.of(forbidden(tokens, e));
        }
    }

    private static RevocationObstacle forbidden(RecordedTokens tokens, KubernetesClientException e) {
        return RevocationObstacle.lasting(
                RevocationReason.NAMESPACE_FORBIDDEN,
                WriteResult.describe(e) + "; so the operator cannot tell whether " + tokens.description()
                        + " is in use again, and does not revoke it: grant the operator that right, or, if namespace "
                        + tokens.spec().origin().namespace()
                        + " was deleted, remove it from CHALK_OPERATOR_WATCH_NAMESPACES and restart the operator");
    }

    private Optional<RevocationObstacle> attempt(
            ChalkRevocation revocation, RecordedTokens tokens, ClusterReader around, Instant now) {
        return way.link(tokens.spec())
                .map(link -> new RevocationAttempt(
                                revocation, tokens, around, link, absences, now, new TimeBudget(clock))
                        .run())
                .orElseGet(() -> Optional.of(RevocationRoute.notChecked(tokens.spec())));
    }

    private Duration report(
            ChalkRevocation revocation, ChalkRevocationStatus status, Context<ChalkRevocation> context, Instant now) {
        var before = Optional.ofNullable(revocation.getStatus());
        if (!before.equals(Optional.of(status))) {
            revocation.setStatus(status);
            var written = WriteResult.of(() -> context.resourceOperations().updatePrimaryStatus(revocation));
            if (!written.isDone()) {
                return RequeueIntervals.afterConflict(written)
                        .orElseGet(() -> afterRefusal(written, "status not written", revocation));
            }
        }
        var stalledBefore = before.flatMap(RevocationStatusAssembler::stalled).map(Condition::reason);
        RevocationStatusAssembler.stalled(status)
                .filter(said -> !stalledBefore.equals(Optional.of(said.reason())))
                .ifPresent(problem -> announce(revocation, true, problem.reason(), problem.message(), now));
        return planned(status).map(next -> until(next, now)).orElse(RequeueIntervals.LONGEST_REST);
    }

    /** Guarded by its resourceVersion, which no other object has, not even one with the same name. */
    private Duration close(
            ChalkRevocation revocation, RecordedTokens tokens, Context<ChalkRevocation> context, Instant now) {
        var metadata = revocation.getMetadata();
        var written = WriteResult.of(() -> context.getClient()
                .resources(ChalkRevocation.class)
                .inNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .lockResourceVersion(metadata.getResourceVersion())
                .delete());
        if (!written.isDone()) {
            return RequeueIntervals.afterConflict(written)
                    .orElseGet(() -> afterRefusal(written, "not deleted", revocation));
        }
        announce(revocation, false, EventReason.REVOKED.word(), "Chalk no longer has " + tokens.description(), now);
        return RequeueIntervals.LONGEST_REST;
    }

    private static Duration afterRefusal(WriteResult<?> written, String what, ChalkRevocation revocation) {
        LOG.warnf(
                "revocation %s revocation=%s message=\"%s\"",
                what, revocation.getMetadata().getName(), written.message());
        return AFTER_REFUSED_WRITE;
    }

    private void announce(ChalkRevocation revocation, boolean warning, String reason, String note, Instant now) {
        var origin = revocation.getSpec().origin();
        LOG.logf(
                warning ? Logger.Level.WARN : Logger.Level.INFO,
                "%s revocation=%s credential=%s/%s reason=%s message=\"%s\"",
                warning ? "revocation stalled" : "revocation completed",
                revocation.getMetadata().getName(),
                origin.namespace(),
                origin.name(),
                reason,
                note);
        announcer.publish(revocation, warning, reason, "Revoke", note, now);
    }

    private static Optional<Instant> planned(@Nullable ChalkRevocationStatus status) {
        return Optional.ofNullable(status).map(ChalkRevocationStatus::nextAttemptTime);
    }

    private static Duration until(Instant time, Instant now) {
        return RequeueIntervals.atMost(Duration.between(now, time));
    }
}
