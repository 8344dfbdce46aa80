// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.ServiceToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Chalk in memory, and the methods that control it: its content, its faults, its call counters, and changes that are
 * made without the operator. {@link ChalkCalls} has the calls that Chalk itself offers. Safe for concurrent use.
 */
public final class SimulatedChalk {

    /** The caller of the {@link #standard} Chalk. Not a secret: the documentation shows it. */
    public static final ClientCredentials BOOTSTRAP =
            new ClientCredentials("chalk-operator", new ClientSecret("chalk-operator-secret"));

    private static final Set<String> BOOTSTRAP_PERMISSIONS = Set.of("tokens.write", "tokens.list", "team.list");

    private final InstantSource clock;
    private final TokenLedger ledger = new TokenLedger();
    private final Sessions sessions = new Sessions();
    private final Faults faults = new Faults();
    private final IdGenerator randomness = new IdGenerator();
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private final Map<Procedure, Integer> counters = new EnumMap<>(Procedure.class);
    private volatile SimulatedTeam world;

    /** A Chalk without any caller; add one with {@link #addCaller}. */
    public SimulatedChalk(SimulatedTeam world, InstantSource clock) {
        this.world = world;
        this.clock = clock;
    }

    /** The {@link SimulatedTeam#standard} team with {@link #BOOTSTRAP} as caller. */
    public static SimulatedChalk standard(InstantSource clock) {
        return standard(SimulatedTeam.standard(), clock);
    }

    /** The given team with {@link #BOOTSTRAP} as caller. */
    public static SimulatedChalk standard(SimulatedTeam world, InstantSource clock) {
        var chalk = new SimulatedChalk(world, clock);
        chalk.addCaller(BOOTSTRAP);
        return chalk;
    }

    public SimulatedTeam world() {
        return world;
    }

    public InstantSource clock() {
        return clock;
    }

    public Faults faults() {
        return faults;
    }

    /**
     * Chalk as its callers see it.
     *
     * @param pause carries out a fault of latency
     */
    public ChalkCalls calls(Consumer<Duration> pause) {
        return new ChalkCalls(this, pause);
    }

    /** Adds a token that may manage tokens everywhere, like the operator's own token. */
    public void addCaller(ClientCredentials pair) {
        addCaller(pair, BOOTSTRAP_PERMISSIONS);
    }

    /**
     * Adds a token that can reach all environments. It is listed in the first of them, its primary environment, and
     * does not appear in {@link #liveTokens}.
     */
    public void addCaller(ClientCredentials pair, Set<String> permissions) {
        var primary = world.environments().keySet().iterator().next();
        var token = new ServiceToken(
                randomness.id(),
                pair.clientId(),
                pair.clientId(),
                primary,
                only(permissions),
                Optional.of(clock.instant()));
        ledger.add(new StoredToken(token, pair.clientSecret(), true));
    }

    /** Creates a token without the operator; needs no permission, ignores faults, and counts no call. */
    public IssuedToken createBehindOurBack(String environmentId, NewServiceToken asked) {
        var token = new ServiceToken(
                randomness.id(),
                randomness.clientId(),
                asked.name(),
                environmentId,
                asked.grants(),
                Optional.of(clock.instant()));
        var held = new StoredToken(token, randomness.secret(), false);
        issued.add(held.secret().reveal());
        ledger.add(held);
        return new IssuedToken(token.id(), held.credentials(), token.grants());
    }

    /**
     * Revokes a token without the operator.
     *
     * @return whether the token existed
     */
    public boolean revokeBehindOurBack(String tokenId) {
        return ledger.remove(tokenId);
    }

    /**
     * Changes the grants of a token, including a caller's, without the operator.
     *
     * @return whether the token existed
     */
    public boolean changeGrantsBehindOurBack(String tokenId, Grants grants) {
        return ledger.change(tokenId, held -> held.with(held.token().name(), grants))
                .isPresent();
    }

    /**
     * Changes the permissions of a caller without the operator.
     *
     * @return whether the caller existed
     */
    public boolean changePermissionsBehindOurBack(String clientId, Set<String> permissions) {
        return ledger.byClientId(clientId)
                .map(StoredToken::token)
                .filter(token -> changeGrantsBehindOurBack(token.id(), only(permissions)))
                .isPresent();
    }

    /**
     * Renames a project or environment. Its id stays the same.
     *
     * @throws IllegalArgumentException if there is none with that id, or if the name does not change
     */
    public synchronized void rename(String id, String name) {
        world = world.renamed(id, name);
    }

    /** Makes all access tokens invalid before their expiry. */
    public void endAccessTokens() {
        sessions.endAll();
    }

    /** All tokens except those of the callers, oldest first. */
    public List<ServiceToken> liveTokens() {
        return ledger.all().stream()
                .filter(held -> !held.caller())
                .map(StoredToken::token)
                .toList();
    }

    /** Whether an exchange of this pair would succeed. Counts no call. */
    public boolean accepts(ClientCredentials pair) {
        return ledger.byClientId(pair.clientId())
                .filter(held -> held.isOpenedBy(pair.clientSecret()))
                .isPresent();
    }

    public boolean accepts(String clientId, String clientSecret) {
        return accepts(new ClientCredentials(clientId, new ClientSecret(clientSecret)));
    }

    /**
     * Every client secret that was ever issued, and every live access token: none of these may appear in logs or
     * objects.
     */
    public Set<String> issuedSecrets() {
        var secrets = new HashSet<>(issued);
        secrets.addAll(sessions.values());
        return secrets;
    }

    /** The number of calls of a procedure since the last reset, including failed ones. */
    public int calls(Procedure procedure) {
        synchronized (counters) {
            return counters.getOrDefault(procedure, 0);
        }
    }

    public int totalCalls() {
        synchronized (counters) {
            return counters.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    public void resetCounters() {
        synchronized (counters) {
            counters.clear();
        }
    }

    void count(Procedure procedure) {
        synchronized (counters) {
            counters.merge(procedure, 1, Integer::sum);
        }
    }

    private static Grants only(Set<String> permissions) {
        return new Grants(new TreeSet<>(permissions), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
    }

    TokenLedger ledger() {
        return ledger;
    }

    Sessions sessions() {
        return sessions;
    }

    IdGenerator randomness() {
        return randomness;
    }
}
