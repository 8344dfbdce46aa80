// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ExchangeResult;
import ai.chalk.credentials.chalk.FakeChalk;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.simulation.LifeFate.Turn;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.simulator.SimulatedChalk;
import java.util.List;

/** Chalk as one process reaches it, including faults on the way. Every change is reported to the promises. */
public final class LifeChalk extends LifeChalkMutation {

    private static final int STALE_BY = 2;

    private final LifeProcess process;
    private final LifeWorld world;

    public LifeChalk(LifeProcess process, LifeWorld world) {
        super(new FakeChalk(world.chalk, SimulatedChalk.BOOTSTRAP));
        this.process = process;
        this.world = world;
    }

    @Override
    public ExchangeResult exchange(ClientCredentials pair) throws ChalkException {
        var turn = reaches(LifeEffect.EXCHANGE);
        var access = super.exchange(pair);
        answers(LifeEffect.EXCHANGE, turn, false, "");
        return access;
    }

    @Override
    public IssuedToken createServiceToken(String environmentId, NewServiceToken asked) throws ChalkException {
        var turn = process.call(LifeEffect.CREATE_TOKEN);
        isRefused(turn);
        world.promises.creating(process, asked.name());
        if (turn == Turn.LATE) {
            long begun = process.passBegan();
            world.later("Chalk creates a token", () -> world.tokens.landed(environmentId, asked, begun));
        }
        if (turn == Turn.LATE || turn == Turn.REQUEST_LOST) {
            throw unanswered();
        }
        var issued = super.createServiceToken(environmentId, asked);
        var token = world.tokens.created(issued, asked.name(), environmentId, process.passBegan());
        answers(LifeEffect.CREATE_TOKEN, turn, true, token.label);
        return issued;
    }

    @Override
    public Grants updateServiceToken(String environmentId, String clientId, NewServiceToken token)
            throws ChalkException {
        var turn = reaches(LifeEffect.UPDATE_TOKEN);
        world.promises.updating(clientId);
        var grants = super.updateServiceToken(environmentId, clientId, token);
        answers(LifeEffect.UPDATE_TOKEN, turn, true, "");
        return grants;
    }

    @Override
    public void deleteServiceToken(String environmentId, String tokenId) throws ChalkException {
        var turn = reaches(LifeEffect.DELETE_TOKEN);
        world.promises.revoking(process, tokenId);
        super.deleteServiceToken(environmentId, tokenId);
        answers(LifeEffect.DELETE_TOKEN, turn, true, world.tokens.label(tokenId));
    }

    @Override
    public List<ServiceToken> listServiceTokens(String environmentId) throws ChalkException {
        var askedAt = world.clock.instant();
        var turn = reaches(LifeEffect.LIST_TOKENS);
        if (turn == Turn.STALE) {
            world.chalk
                    .faults()
                    .add(FaultRule.of(Fault.staleListing(STALE_BY))
                            .on(Procedure.LIST_SERVICE_TOKENS)
                            .once());
        }
        var listed = super.listServiceTokens(environmentId);
        world.tokens.listed(process, listed, environmentId, askedAt);
        answers(LifeEffect.LIST_TOKENS, turn, false, "");
        return listed;
    }

    private Turn reaches(LifeEffect effect) throws ChalkException {
        var turn = process.call(effect);
        isRefused(turn);
        if (turn == Turn.REQUEST_LOST || turn == Turn.LATE) {
            throw unanswered();
        }
        return turn;
    }

    private void answers(LifeEffect effect, Turn turn, boolean change, String what) throws ChalkException {
        world.tookPlace(process, effect, turn, what);
        if (turn == Turn.ANSWER_LOST || turn == Turn.REPEATED) {
            throw change ? unanswered() : refused();
        }
    }

    private void isRefused(Turn turn) throws ChalkException {
        if (world.outage || turn == Turn.FAILS) {
            throw refused();
        }
        if (turn == Turn.DENIED) {
            throw new ChalkException(ChalkFailure.definite(ChalkFailureKind.PERMISSION_DENIED, "not allowed"));
        }
    }

    private static ChalkException refused() {
        return new ChalkException(ChalkFailure.definite(ChalkFailureKind.UNAVAILABLE, "connection refused"));
    }

    private static ChalkException unanswered() {
        return new ChalkException(ChalkFailure.doubtful(ChalkFailureKind.UNAVAILABLE, "no answer"));
    }
}
