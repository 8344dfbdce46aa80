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
import ai.chalk.credentials.common.Lists;
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

/** All tokens that the operator has ever created in a life, dead ones included, and what is known of each. */
public final class LifeTokens {

    /** One of them. */
    public static final class Token {
        public final String label;
        public final String id;
        final String name;
        public final String environmentId;
        final ClientCredentials pair;

        /** Why nobody could know of it when it was looked for; empty for most. */
        String excuse = "";

        /** When the pass began that asked for it, in the order of things. */
        final long begun;

        /** When Chalk created it, in the order of things. */
        final long createdAt;

        public boolean published;

        /** A status has named it as current. */
        boolean adopted;

        /** When a status named it as current last, in the order of things. */
        long recordedAt;

        /** A listing did not show it after it was published and before a status named it. */
        boolean overlooked;

        /** When somebody last reported that strangers know it, in the order of things. */
        long leakedAt;

        /** The policy keeps it beyond its credential. */
        boolean kept;

        /** When the Secret got its value, in the order of things. */
        long publishedAt;

        /** The name of that Secret. */
        @Nullable
        String home;

        /** Revoked by the operator, not by a human. */
        boolean revoked;

        boolean revokedByHuman;

        /** When the Secret got its successor's value. */
        @Nullable
        Instant succeeded;

        /** The same in the order of things. */
        long succeededAt;

        /** Whether its successor was issued because it was worthless. */
        boolean worthless;

        /** The same as the clock said. */
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

        /** What the names of all tokens of the same incarnation begin with. */
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

    /** Chalk has created one and answers. */
    Token created(IssuedToken issued, String name, String environmentId, long begun) {
        var token = new Token("t" + (byId.size() + 1), issued, name, environmentId, begun, world);
        byId.put(token.id, token);
        if (status().filter(status -> isLookedFor(token, status)).isEmpty()) {
            token.excuse = "created when nobody would look for it any more";
        }
        return token;
    }

    /** A request lands after whoever sent it has given up. */
    void landed(String environmentId, NewServiceToken asked, long begun) {
        created(world.chalk.createBehindOurBack(environmentId, asked), asked.name(), environmentId, begun);
    }

    /** Whether the open attempt is the one that it is made for. */
    boolean isAwaited(Token token) {
        return status().filter(status -> isAwaited(token, status)).isPresent();
    }

    private static boolean isAwaited(Token token, ChalkServiceCredentialStatus status) {
        return Optional.ofNullable(status.pending())
                .map(PendingToken::tokenName)
                .filter(token.name::equals)
                .isPresent();
    }

    /** Whether a status still tells that such a token may be there. */
    private static boolean isLookedFor(Token token, ChalkServiceCredentialStatus status) {
        return isAwaited(token, status)
                || Lists.of(status.unswept()).stream()
                        .anyMatch(environment -> environment.environmentId().equals(token.environmentId));
    }

    private Optional<ChalkServiceCredentialStatus> status() {
        return world.credential().flatMap(found -> Optional.ofNullable(found.getStatus()));
    }

    /** Chalk shows a listing, perhaps a stale one. */
    void listed(LifeProcess process, List<ServiceToken> listed, String environmentId, Instant askedAt) {
        Set<String> ids = listed.stream().map(ServiceToken::id).collect(Collectors.toSet());
        process.listings.begin(environmentId);
        alive().stream()
                .filter(token -> token.environmentId.equals(environmentId))
                .forEach(token -> {
                    boolean there = ids.contains(token.id);
                    token.overlooked |= !there && token.published && !token.adopted;
                    process.listings.show(token, there, askedAt);
                });
    }

    /** Strays have been looked for; what the listing of this very pass could not show is not found by anybody but the reaper. */
    void swept(LifeProcess process, UnsweptEnvironment environment, ChalkServiceCredentialStatus after) {
        alive().stream()
                .filter(token -> token.environmentId.equals(environment.environmentId()))
                .filter(token -> !token.adopted && !isLookedFor(token, after))
                .filter(token -> process.listings.cannotShow(token) || isDatedBefore(token, environment))
                .forEach(token ->
                        token.excuse = "missing from the listing that strays were swept by, or dated before them");
    }

    /** By a clock that was set back while the attempt was under way (ADR 0014). */
    private static boolean isDatedBefore(Token token, UnsweptEnvironment environment) {
        return Optional.ofNullable(environment.since())
                .filter(since -> token.dated.isBefore(since.minusSeconds(60)))
                .isPresent();
    }

    /** A status does not name it any more; two listings, a minute apart, are believed. */
    void retired(LifeProcess process, String tokenId) {
        find(tokenId)
                .filter(token -> token.alive() && process.listings.lackedTwice(token))
                .ifPresent(token -> token.excuse = "missing from two listings");
    }

    /** A status names it as current. */
    void recorded(Token token) {
        token.adopted = true;
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
