// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All tokens that the operator has ever created in a life, including revoked ones, and what is known of each. */
public final class LifeTokens {

    /** One token. */
    public static final class Token {
        public final String label;
        public final String id;
        final String name;
        public final String environmentId;
        final ClientCredentials pair;

        /** Why no process could know of the token when it was looked for; usually empty. */
        String excuse = "";

        /** The logical time at which the reconciliation began that created it. */
        final long begun;

        /** The logical time at which Chalk created it. */
        final long createdAt;

        public boolean published;

        /** Whether a status has named it as current. */
        boolean recorded;

        /** The logical time at which a status last named it as current. */
        long recordedAt;

        /** Whether a listing lacked it after it was published and before a status named it. */
        boolean overlooked;

        /** The logical time at which a user last reported that it leaked. */
        long leakedAt;

        /** Whether the policy retains it beyond its credential. */
        boolean kept;

        /** The logical time at which it was published. */
        long publishedAt;

        /** The name of the Secret that it was published in. */
        @Nullable
        String home;

        /** Whether the operator, not a user, revoked it. */
        boolean revoked;

        boolean revokedByHuman;

        /** When its successor was published. */
        @Nullable
        Instant succeeded;

        /** The logical time at which its successor was published. */
        long succeededAt;

        /** Whether its successor was issued because it had leaked. */
        boolean worthless;

        /** When Chalk created it, by the clock. */
        final Instant dated;

        Token(String label, IssuedToken issued, String name, String environmentId, long begun, LifeWorld world) {
            this.label = label;
            this.begun = begun;
            this.createdAt = world.happened();
            this.dated = world.clock.instant();
            this.id = issued.id();
            this.pair = issued.credentials();
            this.name = name;
            this.environmentId = environmentId;
        }

        public boolean alive() {
            return !revoked && !revokedByHuman;
        }

        public long revision() {
            return Long.parseLong(name.substring(name.lastIndexOf('/') + 1));
        }

        /** The prefix of the names of all tokens of the same incarnation. */
        String prefix() {
            return name.substring(0, name.lastIndexOf('/') + 1);
        }

        @Override
        public String toString() {
            return label + (published ? "" : "°") + (alive() ? "" : "†");
        }
    }

    private final LifeWorld world;
    private final Map<String, Token> byId = new LinkedHashMap<>();

    LifeTokens(LifeWorld world) {
        this.world = world;
    }

    /** Notes that Chalk has created a token and answers. */
    Token created(IssuedToken issued, String name, String environmentId, long begun) {
        var token = new Token("t" + (byId.size() + 1), issued, name, environmentId, begun, world);
        byId.put(token.id, token);
        if (status().filter(status -> isLookedFor(token, status)).isEmpty()) {
            token.excuse = "created when the operator no longer looks for it";
        }
        return token;
    }

    /** Notes that Chalk carries out a request whose sender has already given up. */
    void landed(String environmentId, NewServiceToken asked, long begun) {
        created(world.chalk.createBehindOurBack(environmentId, asked), asked.name(), environmentId, begun);
    }

    /** Whether the token belongs to the open attempt. */
    boolean isAwaited(Token token) {
        return status().filter(status -> isAwaited(token, status)).isPresent();
    }

    private static boolean isAwaited(Token token, ChalkServiceCredentialStatus status) {
        return Optional.ofNullable(status.pending())
                .map(PendingToken::tokenName)
                .filter(token.name::equals)
                .isPresent();
    }

    /** Whether the status shows that such a token may exist, so that it is looked for. */
    private static boolean isLookedFor(Token token, ChalkServiceCredentialStatus status) {
        return isAwaited(token, status)
                || status.unswept().stream()
                        .anyMatch(environment -> environment.environmentId().equals(token.environmentId));
    }

    private Optional<ChalkServiceCredentialStatus> status() {
        return world.credential().flatMap(found -> Optional.ofNullable(found.getStatus()));
    }

    /** Notes a listing, which may be stale. */
    void listed(LifeProcess process, List<ServiceToken> listed, String environmentId, Instant askedAt) {
        Set<String> ids = listed.stream().map(ServiceToken::id).collect(Collectors.toSet());
        process.listings.begin(environmentId);
        alive().stream()
                .filter(token -> token.environmentId.equals(environmentId))
                .forEach(token -> {
                    boolean there = ids.contains(token.id);
                    token.overlooked |= !there && token.published && !token.recorded;
                    process.listings.show(token, there, askedAt);
                });
    }

    /** Notes a sweep. A token that its listing could not show is found only by the reaper. */
    void swept(LifeProcess process, UnsweptEnvironment environment, ChalkServiceCredentialStatus after) {
        alive().stream()
                .filter(token -> token.environmentId.equals(environment.environmentId()))
                .filter(token -> !token.recorded && !isLookedFor(token, after))
                .filter(token -> process.listings.cannotShow(token) || isDatedBefore(token, environment))
                .forEach(token ->
                        token.excuse = "missing from the listing that strays were swept by, or dated before them");
    }

    /**
     * Whether the token seems older than the attempts, because the clock was set back during its attempt (ADR 0014).
     */
    private static boolean isDatedBefore(Token token, UnsweptEnvironment environment) {
        return Optional.ofNullable(environment.since())
                .filter(since -> token.dated.isBefore(since.minusSeconds(60)))
                .isPresent();
    }

    /**
     * Notes that a status no longer names a token. Two listings without it, a minute apart, count as proof that it is
     * gone.
     */
    void retired(LifeProcess process, String tokenId) {
        find(tokenId)
                .filter(token -> token.alive() && process.listings.lackedTwice(token))
                .ifPresent(token -> token.excuse = "missing from two listings");
    }

    /** Notes that a status names it as current. */
    void recorded(Token token) {
        token.recorded = true;
        token.recordedAt = world.happened();
        token.excuse = "";
        token.kept = false;
    }

    /** Whether a token of that name was made for the credential of that uid. */
    static boolean isOf(String tokenName, String uid) {
        return tokenName.substring(0, tokenName.lastIndexOf('/')).endsWith("/" + uid.substring(0, 8));
    }

    Optional<Token> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    String label(String id) {
        return find(id).map(token -> token.label).orElse(id);
    }

    /** The token whose pair a Secret holds. */
    Optional<Token> in(Secret secret) {
        return CredentialSecret.pair(secret).flatMap(pair -> byId.values().stream()
                .filter(token -> token.pair.equals(pair))
                .findFirst());
    }

    public List<Token> all() {
        return List.copyOf(byId.values());
    }

    public List<Token> alive() {
        return byId.values().stream().filter(Token::alive).toList();
    }
}
