// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import static ai.chalk.credentials.simulator.ConnectCode.INVALID_ARGUMENT;
import static ai.chalk.credentials.simulator.ConnectCode.NOT_FOUND;
import static ai.chalk.credentials.simulator.ConnectCode.PERMISSION_DENIED;
import static ai.chalk.credentials.simulator.ConnectCode.UNAUTHENTICATED;

import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.chalk.Team;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Chalk's calls, with the rules that Chalk enforces and the active faults. Each call may throw a {@link ConnectError},
 * which is a response, or a {@link DisruptedException}, which stands for no response.
 */
public final class ChalkCalls {

    private static final String WRITE = "tokens.write";
    private static final String LIST = "tokens.list";

    /** The result of a creation, and its environment. */
    public record Created(String environmentId, IssuedToken token) {}

    private final SimulatedChalk chalk;
    private final TokenLedger ledger;
    private final Consumer<Duration> pause;

    ChalkCalls(SimulatedChalk chalk, Consumer<Duration> pause) {
        this.chalk = chalk;
        this.ledger = chalk.ledger();
        this.pause = pause;
    }

    /** Exchanges a pair. An invalid pair is {@code unauthenticated}. */
    public SimulatedAccessToken exchange(ClientCredentials pair) {
        return during(Procedure.EXCHANGE, nameByClientId(pair.clientId()), faults -> {
            var held = ledger.byClientId(pair.clientId())
                    .filter(token -> token.isOpenedBy(pair.clientSecret()))
                    .orElseThrow(() -> new ConnectError(UNAUTHENTICATED, "Client ID and secret are invalid"));
            var now = chalk.clock().instant();
            var expires = now.plus(chalk.world().accessTokenLifetime());
            var value = chalk.randomness().accessToken();
            chalk.sessions().open(value, held, now, expires);
            return new SimulatedAccessToken(value, expires, held.token().environmentId(), reach(held));
        });
    }

    /** The service token behind this access token. */
    public ServiceToken whoAmI(CallContext bearer) {
        return during(Procedure.WHO_AM_I, "", faults -> authenticate(bearer).token());
    }

    public Team team(CallContext bearer) {
        return during(Procedure.GET_TEAM, "", faults -> {
            authenticate(bearer);
            return chalk.world().team();
        });
    }

    /** The slugs that service tokens may be granted. */
    public Set<String> availablePermissions(CallContext bearer) {
        return during(Procedure.GET_AVAILABLE_PERMISSIONS, "", faults -> {
            authenticate(bearer);
            return chalk.world().permissions();
        });
    }

    /** Creates a token in the environment of the call. */
    public Created create(CallContext bearer, NewServiceToken asked) {
        return during(Procedure.CREATE_SERVICE_TOKEN, asked::name, faults -> {
            var environmentId = authorise(bearer, WRITE);
            return new Created(environmentId, chalk.createBehindOurBack(environmentId, understood(asked, faults)));
        });
    }

    public List<ServiceToken> list(CallContext bearer) {
        return during(Procedure.LIST_SERVICE_TOKENS, "", faults -> {
            var environmentId = authorise(bearer, LIST);
            return ledger.in(environmentId, changesAgo(faults)).stream()
                    .map(StoredToken::token)
                    .toList();
        });
    }

    /** Replaces the name and the grants of the token with that client id. */
    public ServiceToken update(CallContext bearer, String clientId, NewServiceToken asked) {
        return during(Procedure.UPDATE_SERVICE_TOKEN, asked::name, faults -> {
            var environmentId = authorise(bearer, WRITE);
            var after = understood(asked, faults);
            return ledger.byClientId(clientId)
                    .filter(held -> held.token().environmentId().equals(environmentId))
                    .flatMap(held -> ledger.change(held.token().id(), it -> it.with(after.name(), after.grants())))
                    .orElseThrow(() -> new ConnectError(NOT_FOUND, "no service token with this client id"))
                    .token();
        });
    }

    public void delete(CallContext bearer, String tokenId) {
        during(Procedure.DELETE_SERVICE_TOKEN, () -> name(ledger.byId(tokenId)), faults -> {
            var environmentId = authorise(bearer, WRITE);
            return ledger.byId(tokenId)
                    .filter(held -> held.token().environmentId().equals(environmentId))
                    .filter(held -> ledger.remove(tokenId))
                    .orElseThrow(() -> new ConnectError(NOT_FOUND, "no service token with this id"));
        });
    }

    private <T> T during(Procedure procedure, String tokenName, Function<List<Fault>, T> change) {
        return during(procedure, () -> tokenName, change);
    }

    private <T> T during(Procedure procedure, Supplier<String> tokenName, Function<List<Fault>, T> change) {
        chalk.count(procedure);
        var faults = chalk.faults().take(procedure, tokenName.get());
        faults.forEach(fault -> fault.strike(false, pause));
        var answer = change.apply(faults);
        faults.forEach(fault -> fault.strike(true, pause));
        return answer;
    }

    /** The caller: with its present grants or, if it was deleted, with those at the time of the exchange. */
    private StoredToken authenticate(CallContext bearer) {
        var held = chalk.sessions()
                .holder(bearer.accessToken().reveal(), chalk.clock().instant())
                .orElseThrow(() -> new ConnectError(UNAUTHENTICATED, "the access token is unknown or has expired"));
        return ledger.byId(held.token().id()).orElse(held);
    }

    /** The environment of the call, if the caller has the permission there. */
    private String authorise(CallContext bearer, String permission) {
        var caller = authenticate(bearer);
        var environmentId = bearer.environmentId().orElse(caller.token().environmentId());
        if (!chalk.world().environments().containsKey(environmentId)) {
            throw new ConnectError(NOT_FOUND, "no environment with this id");
        }
        if (!reach(caller).containsKey(environmentId)) {
            throw new ConnectError(PERMISSION_DENIED, "this environment is outside the token's reach");
        }
        if (!caller.may(permission)) {
            throw new ConnectError(PERMISSION_DENIED, "needs the permission " + permission);
        }
        return environmentId;
    }

    private Map<String, String> reach(StoredToken held) {
        var environments = chalk.world().environments();
        if (held.caller()) {
            return environments;
        }
        var own = held.token().environmentId();
        return Map.of(own, environments.getOrDefault(own, own));
    }

    /** The request as Chalk understands it: unknown enum names are refused, or dropped if a fault says so. */
    private NewServiceToken understood(NewServiceToken asked, List<Fault> faults) {
        if (asked.name().isBlank()) {
            throw new ConnectError(INVALID_ARGUMENT, "a service token needs a name");
        }
        var grants = asked.grants();
        var permissions = new TreeSet<>(grants.permissions());
        permissions.retainAll(chalk.world().permissions());
        var featureTags = new TreeMap<>(grants.featureTags());
        featureTags.values().removeIf(FeaturePermission.UNKNOWN::equals);
        var known = new Grants(permissions, grants.customClaims(), featureTags, grants.defaultPermission());
        boolean drops = faults.stream().anyMatch(Fault.DroppedEnumNames.class::isInstance);
        if (!known.equals(grants) && !drops) {
            throw new ConnectError(INVALID_ARGUMENT, "unknown name of an enum value");
        }
        return new NewServiceToken(asked.name(), known);
    }

    private static int changesAgo(List<Fault> faults) {
        return faults.stream()
                .filter(Fault.StaleListing.class::isInstance)
                .mapToInt(fault -> ((Fault.StaleListing) fault).changes())
                .sum();
    }

    private Supplier<String> nameByClientId(String clientId) {
        return () -> name(ledger.byClientId(clientId));
    }

    private static String name(Optional<StoredToken> held) {
        return held.map(token -> token.token().name()).orElse("");
    }
}
