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
 * Chalk in memory, and the hand that holds it: what is in there, what goes wrong, what was called, and what somebody does to
 * the tokens without asking us. The calls that Chalk itself offers are {@link ChalkCalls}. Safe for many threads.
 */
public final class SimulatedChalk {

    /** The caller of the {@link #standard} Chalk. Not a secret: it is printed in the documentation. */
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

    /** A Chalk in which nobody can do anything until {@link #addCaller}. */
    public SimulatedChalk(SimulatedTeam world, InstantSource clock) {
        this.world = world;
        this.clock = clock;
    }

    /** The {@link SimulatedTeam#standard} world with {@link #BOOTSTRAP} as caller. */
    public static SimulatedChalk standard(InstantSource clock) {
        return standard(SimulatedTeam.standard(), clock);
    }

    /** Another world with {@link #BOOTSTRAP} as caller. */
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
     * @param pause what a fault of latency does
     */
    public ChalkCalls calls(Consumer<Duration> pause) {
        return new ChalkCalls(this, pause);
    }

    /** Adds a token that may manage tokens everywhere, as operators have. */
    public void addCaller(ClientCredentials pair) {
        addCaller(pair, BOOTSTRAP_PERMISSIONS);
    }

    /**
     * Adds a token that reaches all environments. It is listed in the first of them, which is its primary one, and does not
     * appear in {@link #liveTokens}.
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

    /** Somebody else creates a token; no faults, no counters, no permission needed. */
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
     * Somebody else revokes a token.
     *
     * @return whether it was there
     */
    public boolean revokeBehindOurBack(String tokenId) {
        return ledger.remove(tokenId);
    }

    /**
     * Somebody else changes what a token may do, a caller's included.
     *
     * @return whether it was there
     */
    public boolean changeGrantsBehindOurBack(String tokenId, Grants grants) {
        return ledger.change(tokenId, held -> held.with(held.token().name(), grants))
                .isPresent();
    }

    /**
     * Somebody else changes what a caller may do.
     *
     * @return whether it was there
     */
    public boolean changePermissionsBehindOurBack(String clientId, Set<String> permissions) {
        return ledger.byClientId(clientId)
                .map(StoredToken::token)
                .filter(token -> changeGrantsBehindOurBack(token.id(), only(permissions)))
                .isPresent();
    }

    /**
     * Somebody gives a project or environment another name; its id stays.
     *
     * @throws IllegalArgumentException if there is none of that id, or nothing changes
     */
    public synchronized void rename(String id, String name) {
        world = world.renamed(id, name);
    }

    /** No access token is accepted any longer, whatever it said about its end. */
    public void endAccessTokens() {
        sessions.endAll();
    }

    /** All tokens but the callers', oldest first. */
    public List<ServiceToken> liveTokens() {
        return ledger.all().stream()
                .filter(held -> !held.caller())
                .map(StoredToken::token)
                .toList();
    }

    /** Whether an exchange of this pair would succeed; counts as no call. */
    public boolean accepts(ClientCredentials pair) {
        return ledger.byClientId(pair.clientId())
                .filter(held -> held.isOpenedBy(pair.clientSecret()))
                .isPresent();
    }

    public boolean accepts(String clientId, String clientSecret) {
        return accepts(new ClientCredentials(clientId, new ClientSecret(clientSecret)));
    }

    /** Every client secret that was ever issued, and every live access token: what must not be found in logs and objects. */
    public Set<String> issuedSecrets() {
        var secrets = new HashSet<>(issued);
        secrets.addAll(sessions.values());
        return secrets;
    }

    /** How often a procedure was called since the last reset, failed calls included. */
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
