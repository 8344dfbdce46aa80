// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.PendingToken;
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

/** All tokens that the operator has ever created in a life, dead ones included, and what is known of each. */
final class LifeTokens {

    /** One of them. */
    static final class Token {
        final String label;
        final String id;
        final String name;
        final String environmentId;
        final ClientCredentials pair;

        /** Why nobody could know of it when it was looked for; empty for most. */
        String excuse = "";

        boolean published;
        /** A status has named it as current. */
        boolean adopted;

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

        /** Whether its successor was issued because it was worthless. */
        boolean worthless;

        Token(String label, IssuedToken issued, String name, String environmentId) {
            this.label = label;
            this.id = issued.id();
            this.pair = issued.credentials();
            this.name = name;
            this.environmentId = environmentId;
        }

        boolean alive() {
            return !revoked && !revokedByHuman;
        }

        long revision() {
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
    Token created(IssuedToken issued, String name, String environmentId) {
        var token = new Token("t" + (byId.size() + 1), issued, name, environmentId);
        byId.put(token.id, token);
        if (!isAwaited(token)) {
            token.excuse = "created by a process that was superseded";
        }
        return token;
    }

    /** A request lands after whoever sent it has given up. */
    void landed(String environmentId, NewServiceToken asked) {
        var token = created(world.chalk.createBehindOurBack(environmentId, asked), asked.name(), environmentId);
        token.excuse = "created by a late request";
    }

    /** Whether the open attempt is the one that it is made for. */
    boolean isAwaited(Token token) {
        return world.credential()
                .filter(found -> found.getMetadata().getDeletionTimestamp() == null)
                .flatMap(found -> Optional.ofNullable(found.getStatus()))
                .flatMap(status -> Optional.ofNullable(status.pending()))
                .map(PendingToken::tokenName)
                .filter(token.name::equals)
                .isPresent();
    }

    /** Chalk shows a listing; what is missing from a stale one cannot be found by it. */
    void listed(List<ServiceToken> listed, String environmentId) {
        Set<String> ids = listed.stream().map(ServiceToken::id).collect(Collectors.toSet());
        byId.values().stream()
                .filter(token -> token.alive() && token.environmentId.equals(environmentId))
                .filter(token -> !ids.contains(token.id))
                .forEach(token -> token.excuse = "missing from a stale listing");
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

    List<Token> all() {
        return List.copyOf(byId.values());
    }

    List<Token> alive() {
        return byId.values().stream().filter(Token::alive).toList();
    }
}
