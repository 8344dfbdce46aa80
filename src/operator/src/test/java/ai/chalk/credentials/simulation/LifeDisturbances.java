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
 * What users have done to what is the operator's: the only excuses that a promise knows. Each is told as a moment, so that it
 * excuses no more than what was under way.
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

    /** Somebody has deleted a Secret, or written one as it once was or never was. */
    void secret(String name) {
        unreliable.add(name);
        secrets.put(name, ready());
    }

    /** Somebody has written a status as it once was. */
    void status(String uid) {
        restored.put(uid, ready());
    }

    /** The clock has been set back. */
    void setBack() {
        setBack.add(world.happened());
    }

    /** Whether the clock tells an earlier time for the later one of two moments than it may. */
    boolean setBackBetween(long earlier, long later) {
        return setBack.stream().anyMatch(moment -> earlier < moment && moment < later);
    }

    /** Somebody has taken a credential away without its finalizer: nobody could revoke its tokens. */
    void byForce(String uid) {
        status(uid);
    }

    /** The namespace takes nothing new any more. */
    void terminates() {
        terminated = ready();
    }

    /** Whether a process could know that when its present pass began. */
    boolean terminatedBefore(LifeProcess process) {
        return terminated > 0 && !process.beganBefore(terminated) && !process.store.namespaces.lags();
    }

    /** Something that may well make a credential unready. */
    long ready() {
        last = world.happened();
        return last;
    }

    /** When anything of all this happened last. */
    long last() {
        return last;
    }

    /** Somebody has changed the spec. */
    void edited() {
        edited = world.happened();
    }

    long lastEdit() {
        return edited;
    }

    boolean since(long moment) {
        return last > moment;
    }

    /** Whether a user touched any Secret since. */
    boolean secretSince(long moment) {
        return secrets.values().stream().anyMatch(touched -> touched > moment);
    }

    /** A Secret's value is the operator's again. */
    void written(String secretName) {
        unreliable.remove(secretName);
    }

    /** A process that did not know has written what is worthless by now. */
    void overtaken(String secretName) {
        unreliable.add(secretName);
    }

    /** Whether the value in it is a user's doing. */
    boolean isUnreliable(String secretName) {
        return unreliable.contains(secretName);
    }

    /** Whether a user touched the Secret after that process, in its present pass, had looked at it for the last time. */
    boolean unseenBy(LifeProcess process, String secretName) {
        return process.lookedBefore(secrets.getOrDefault(secretName, 0L));
    }

    /** Whether a user touched the Secret during the present pass of that process: it may look again as Begin saw it. */
    boolean touchedDuring(LifeProcess process, String secretName) {
        return process.beganBefore(secrets.getOrDefault(secretName, 0L));
    }

    /** When somebody last put back an older status of the credential that a token is for; before everything if nobody did. */
    long restored(String tokenName) {
        return restored.entrySet().stream()
                .filter(entry -> LifeTokens.isOf(tokenName, entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    /**
     * Whether an older status that somebody put back may not know of the token: it was under way or there by then, and no status
     * has named it as current since.
     */
    boolean isForgotten(LifeTokens.Token token) {
        long moment = restored(token.name);
        return token.begun < moment && token.recordedAt < moment;
    }
}
