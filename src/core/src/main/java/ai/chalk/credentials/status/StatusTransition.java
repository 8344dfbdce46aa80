// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.HistoryEntry;
import ai.chalk.credentials.api.v1alpha1.HistoryEntryBuilder;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.decision.GrantsHash;
import ai.chalk.credentials.decision.HandledRequests;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.decision.StepBackoffs;
import ai.chalk.credentials.decision.TokenLocation;
import ai.chalk.credentials.decision.UnsweptLocations;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How each completed step changes the tokens in the status. */
final class StatusTransition implements Step.Handler<StatusDraft> {

    private static final int HISTORY = 10;

    private final Observation seen;
    private final StatusDraft draft;

    StatusTransition(Observation seen, StatusDraft draft) {
        this.seen = seen;
        this.draft = draft;
    }

    /** What only waits changes nothing; but once nothing is due, nothing that failed is either. */
    StatusDraft after(Step step) {
        if (step instanceof Step.Effect effect) {
            return effect.applyTo(this);
        }
        if (step instanceof Step.Rest) {
            draft.failure = null;
        }
        return draft;
    }

    @Override
    public StatusDraft issue(Step.Issue step) {
        return draft;
    }

    /** Everything comes from the provenance in the Secret, not from the spec, which may have changed since. */
    @Override
    public StatusDraft recordToken(Step.RecordToken step) {
        var token = step.token();
        var handled = handled(step);
        retirePredecessor(token);
        draft.handled = handled;
        draft.current = token;
        draft.highestRevision = Math.max(token.revision(), Objects.requireNonNullElse(draft.highestRevision, 0L));
        draft.lastRotationTime = token.publishTime();
        step.superseded().ifPresent(this::leaveUnswept);
        draft.pending = null;
        draft.failure = null;
        var entry = HistoryEntryBuilder.builder()
                .revision(token.revision())
                .clientId(token.clientId())
                .reason(token.reason())
                .issueTime(token.issueTime())
                .publishTime(token.publishTime())
                .build();
        draft.history = Stream.concat(Stream.of(entry), draft.history.stream().filter(old -> !old.revision()
                        .equals(token.revision())))
                .limit(HISTORY)
                .toList();
        return draft;
    }

    /**
     * The requests that the attempt satisfies. An attempt that is given up for a token of another cause satisfies none; a leak
     * that caused it still needs a rotation.
     */
    private HandledRequests handled(Step.RecordToken step) {
        boolean inVain = step.superseded()
                .filter(attempt -> !attempt.reason().equals(step.token().reason()))
                .isPresent();
        return Optional.ofNullable(draft.pending)
                .filter(attempt -> !inVain)
                .map(HandledRequests::of)
                .orElseGet(() -> draft.current == null ? HandledRequests.of(seen) : draft.handled);
    }

    private void retirePredecessor(CurrentToken successor) {
        var predecessor = draft.current;
        if (predecessor == null || predecessor.tokenId().equals(successor.tokenId())) {
            return;
        }
        var published = Optional.ofNullable(successor.publishTime()).orElse(seen.now());
        boolean leaked = successor.reason().equals(IssueReason.LEAKED.word());
        boolean worthless = leaked || successor.reason().equals(IssueReason.REVOKED_IN_CHALK.word());
        var older = leaked
                ? draft.retiring.stream()
                        .map(token -> token.withImmediate(true))
                        .toList()
                : draft.retiring;
        draft.pendingRestarts = seen.effective().rolloutRestartTargets();
        var retiring = RetiringToken.of(
                        predecessor,
                        worthless ? published : published.plus(seen.effective().overlap()))
                .withImmediate(worthless ? true : null);
        draft.retiring =
                Stream.concat(older.stream(), Stream.of(retiring)).distinct().toList();
    }

    /** The adopted token keeps its revision, and every present request counts as handled. */
    @Override
    public StatusDraft adopt(Step.Adopt step) {
        return recordToken(new Step.RecordToken(step.token(), Optional.empty(), true));
    }

    @Override
    public StatusDraft verify(Step.Verify step) {
        return succeeded(step);
    }

    /** The failures of other steps remain. */
    private StatusDraft succeeded(Step step) {
        draft.failure =
                StepBackoffs.after(Optional.ofNullable(draft.failure), step).orElse(null);
        return draft;
    }

    @Override
    public StatusDraft restart(Step.Restart step) {
        draft.pendingRestarts = draft.pendingRestarts.stream()
                .filter(target -> !target.equals(step.target()))
                .toList();
        return succeeded(step);
    }

    @Override
    public StatusDraft handOver(Step.HandOver step) {
        var left = step.left();
        var place = new TokenLocation(left.connection(), left.environmentId());
        if (left.tokenId() == null) {
            swept(place);
        } else {
            forget(left.tokenId());
        }
        draft.failure = null;
        return draft;
    }

    private void leaveUnswept(PendingToken attempt) {
        draft.unswept = UnsweptLocations.with(draft.unswept, attempt);
    }

    @Override
    public StatusDraft sweep(Step.Sweep step) {
        swept(TokenLocation.of(step.environment()));
        return succeeded(step);
    }

    private void swept(TokenLocation place) {
        draft.unswept = draft.unswept.stream()
                .filter(environment -> !TokenLocation.of(environment).equals(place))
                .toList();
        if (draft.pending != null && TokenLocation.of(draft.pending).equals(place)) {
            draft.pending = null;
        }
    }

    @Override
    public StatusDraft render(Step.Render step) {
        return succeeded(step);
    }

    @Override
    public StatusDraft updateGrants(Step.UpdateGrants step) {
        draft.current = step.token().withGrantsHash(GrantsHash.of(step.grants()));
        return succeeded(step);
    }

    @Override
    public StatusDraft retire(Step.Retire step) {
        forget(step.token().tokenId());
        draft.history = revoked(step.token());
        return succeeded(step);
    }

    private void forget(String tokenId) {
        draft.retiring = draft.retiring.stream()
                .filter(token -> !token.tokenId().equals(tokenId))
                .toList();
        if (seen.deleting() && draft.current != null && draft.current.tokenId().equals(tokenId)) {
            draft.current = null;
        }
    }

    private List<HistoryEntry> revoked(RetiringToken token) {
        return draft.history.stream()
                .map(entry -> entry.revision().equals(token.revision()) ? entry.withRevokeTime(seen.now()) : entry)
                .toList();
    }

    @Override
    public StatusDraft deleteSecret(Step.DeleteSecret step) {
        return succeeded(step);
    }

    @Override
    public StatusDraft release(Step.Release step) {
        return draft;
    }
}
