// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import ai.chalk.credentials.simulator.CallContext;
import ai.chalk.credentials.simulator.ChalkCalls;
import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.ConnectError;
import ai.chalk.credentials.simulator.DisruptedException;
import ai.chalk.credentials.simulator.SimulatedAccessToken;
import ai.chalk.credentials.simulator.SimulatedChalk;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The port over a {@link SimulatedChalk} without HTTP. It never waits: latency takes no time, and a call that hangs
 * times out at once. {@link ChalkApiContract} checks that it fails like the adapter.
 */
public final class FakeChalk implements ChalkApi {

    private final SimulatedChalk chalk;
    private final ChalkCalls calls;
    private final ClientCredentials credentials;
    private @Nullable SimulatedAccessToken access;

    public FakeChalk(SimulatedChalk chalk, ClientCredentials credentials) {
        this.chalk = chalk;
        this.calls = chalk.calls(latency -> {});
        this.credentials = credentials;
    }

    @Override
    public ExchangeResult connect() throws ChalkException {
        return reached(current());
    }

    @Override
    public CallerIdentity whoAmI() throws ChalkException {
        var token = authenticated(Optional.empty(), FakeFailures.Effect.NONE, calls::whoAmI);
        return new CallerIdentity(
                Optional.of(token.id()), Optional.of(chalk.world().team().id()));
    }

    @Override
    public Team team() throws ChalkException {
        return authenticated(Optional.empty(), FakeFailures.Effect.NONE, calls::team);
    }

    @Override
    public ExchangeResult exchange(ClientCredentials pair) throws ChalkException {
        return reached(attempt(FakeFailures.Effect.NONE, () -> calls.exchange(pair)));
    }

    @Override
    public IssuedToken createServiceToken(String environmentId, NewServiceToken token) throws ChalkException {
        return changing(environmentId, bearer -> calls.create(bearer, token)).token();
    }

    @Override
    public Grants updateServiceToken(String environmentId, String clientId, NewServiceToken token)
            throws ChalkException {
        return changing(environmentId, bearer -> calls.update(bearer, clientId, token))
                .grants();
    }

    @Override
    public void deleteServiceToken(String environmentId, String tokenId) throws ChalkException {
        changing(environmentId, bearer -> {
            calls.delete(bearer, tokenId);
            return tokenId;
        });
    }

    @Override
    public List<ServiceToken> listServiceTokens(String environmentId) throws ChalkException {
        return authenticated(Optional.of(environmentId), FakeFailures.Effect.NONE, calls::list);
    }

    private <T> T changing(String environmentId, Function<CallContext, T> call) throws ChalkException {
        return authenticated(Optional.of(environmentId), FakeFailures.Effect.CHANGE, call);
    }

    /** Makes a call, and repeats it once with a new access token if Chalk no longer accepts the old one. */
    private <T> T authenticated(
            Optional<String> environmentId, FakeFailures.Effect effect, Function<CallContext, T> call)
            throws ChalkException {
        var first = new CallContext(current().value(), environmentId);
        try {
            return call.apply(first);
        } catch (ConnectError refusal) {
            if (refusal.code() != ConnectCode.UNAUTHENTICATED) {
                throw FakeFailures.of(refusal, effect);
            }
        } catch (DisruptedException disrupted) {
            throw FakeFailures.of(disrupted, effect);
        }
        forget();
        var second = new CallContext(current().value(), environmentId);
        return attempt(effect, () -> call.apply(second));
    }

    private synchronized SimulatedAccessToken current() throws ChalkException {
        var now = chalk.clock().instant();
        var known = access;
        if (known == null || !known.expires().isAfter(now)) {
            known = attempt(FakeFailures.Effect.NONE, () -> calls.exchange(credentials));
            access = known;
        }
        return known;
    }

    private synchronized void forget() {
        access = null;
    }

    private static <T> T attempt(FakeFailures.Effect effect, Supplier<T> call) throws ChalkException {
        try {
            return call.get();
        } catch (ConnectError refusal) {
            throw FakeFailures.of(refusal, effect);
        } catch (DisruptedException disrupted) {
            throw FakeFailures.of(disrupted, effect);
        }
    }

    private static ExchangeResult reached(SimulatedAccessToken token) {
        return new ExchangeResult(token.expires(), token.environments());
    }
}
