// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What users did to objects of the operator: the only excuses that a promise accepts. Each is stored as a logical time,
 * so that it excuses only what was in progress then.
 */
final class LifeDisturbances {

    private final LifeWorld world;
    private final Map<String, Long> secrets = new HashMap<>();
    private final Set<String> unreliable = new HashSet<>();
    private final Map<String, Long> restored = new HashMap<>();
    private final List<Long> setBack = new ArrayList<>();
    private long last;
    private long terminated;
    private long edited;

    LifeDisturbances(LifeWorld world) {
        this.world = world;
    }

    /** A user deleted a Secret, or wrote an old or invented value into it. */
    void secret(String name) {
        unreliable.add(name);
        secrets.put(name, ready());
    }

    /** A user restored an older status. */
    void status(String uid) {
        restored.put(uid, ready());
    }

    /** The clock has been set back. */
    void setBack() {
        setBack.add(world.happened());
    }

    /**
     * Whether the clock was set back between two logical times, so that the later one may have the earlier timestamp.
     */
    boolean setBackBetween(long earlier, long later) {
        return setBack.stream().anyMatch(moment -> earlier < moment && moment < later);
    }

    /** A user removed a credential together with its finalizer, so that its tokens could not be revoked. */
    void byForce(String uid) {
        status(uid);
    }

    /** The namespace is being deleted and accepts no new objects. */
    void terminates() {
        terminated = ready();
    }

    /** Whether a process could know of the deletion of the namespace when its present reconciliation began. */
    boolean terminatedBefore(LifeProcess process) {
        return terminated > 0 && !process.beganBefore(terminated) && !process.store.namespaces.lags();
    }

    /** Notes a disturbance that may make a credential unready. */
    long ready() {
        last = world.happened();
        return last;
    }

    /** When the last disturbance happened. */
    long last() {
        return last;
    }

    /** A user changed the spec. */
    void edited() {
        edited = world.happened();
    }

    long lastEdit() {
        return edited;
    }

    boolean since(long moment) {
        return last > moment;
    }

    /** Whether a user changed any Secret since. */
    boolean secretSince(long moment) {
        return secrets.values().stream().anyMatch(touched -> touched > moment);
    }

    /** The operator wrote the Secret again. */
    void written(String secretName) {
        unreliable.remove(secretName);
    }

    /** A process with outdated knowledge wrote a value that was already revoked. */
    void overtaken(String secretName) {
        unreliable.add(secretName);
    }

    /** Whether a user, not the operator, is responsible for the value of the Secret. */
    boolean isUnreliable(String secretName) {
        return unreliable.contains(secretName);
    }

    /** Whether a user changed the Secret after that process read it for the last time in its present reconciliation. */
    boolean unseenBy(LifeProcess process, String secretName) {
        return process.lookedBefore(secrets.getOrDefault(secretName, 0L));
    }

    /**
     * Whether a user changed the Secret during the present reconciliation of that process. It may look again as it did
     * when the attempt began.
     */
    boolean touchedDuring(LifeProcess process, String secretName) {
        return process.beganBefore(secrets.getOrDefault(secretName, 0L));
    }

    /** When a user last restored an older status of the credential that a token is for; 0 if never. */
    long restored(String tokenName) {
        return restored.entrySet().stream()
                .filter(entry -> LifeTokens.isOf(tokenName, entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    /**
     * Whether an older status that a user restored may lack the token: the token existed or was being created at that
     * time, and no status has named it as current since.
     */
    boolean isForgotten(LifeTokens.Token token) {
        long moment = restored(token.name);
        return token.begun < moment && token.recordedAt < moment;
    }
}
