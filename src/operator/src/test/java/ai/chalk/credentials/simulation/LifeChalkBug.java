// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ExchangeResult;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.chalk.TokenInventory;
import ai.chalk.credentials.chalk.TokenListing;
import ai.chalk.credentials.credential.MissingTokenTracker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Bugs in how Chalk is called and listed. */
@SuppressWarnings("ImmutableEnumChecker") // sets that cannot be changed
enum LifeChalkBug implements LifeMutation {
    /** The first listing of an environment is believed for ever. */
    LISTING_NEVER_FRESH(LifePromise.NOTHING_LEFT, LifePromise.OVERLAP) {
        @Override
        public TokenInventory inventory(TokenInventory inventory, InstantSource clock) {
            return new Listings(inventory) {
                @Override
                public TokenListing read(String environmentId, Instant newerThan) throws ChalkException {
                    var known = inventory.latest(environmentId);
                    return known.isPresent() ? known.get() : inventory.read(environmentId, newerThan);
                }
            };
        }
    },
    /** The listing that lacked a token before counts as another one, so that one absence is believed. */
    ONE_ABSENCE_BELIEVED {
        @Override
        public TokenInventory inventory(TokenInventory inventory, InstantSource clock) {
            return new Listings(inventory) {
                private Duration later = Duration.ZERO;

                @Override
                public TokenListing read(String environmentId, Instant newerThan) throws ChalkException {
                    var known = inventory.latest(environmentId);
                    boolean again = newerThan.equals(second(clock).minus(MissingTokenTracker.BELIEVED));
                    if (known.isEmpty() || !again) {
                        return inventory.read(environmentId, newerThan);
                    }
                    later = later.plus(MissingTokenTracker.BELIEVED);
                    return new TokenListing(
                            known.get().requestedAt().plus(later), known.get().tokens());
                }
            };
        }
    },
    /** Every token counts as this credential's, whatever Chalk says of its name. */
    NAMES_NOT_CHECKED {
        @Override
        public TokenInventory inventory(TokenInventory inventory, InstantSource clock) {
            return new TokenInventory() {
                @Override
                public TokenListing read(String environmentId, Instant newerThan) throws ChalkException {
                    return renamed(inventory.read(environmentId, newerThan));
                }

                @Override
                public Optional<TokenListing> latest(String environmentId) {
                    return inventory.latest(environmentId).map(LifeChalkBug::renamed);
                }
            };
        }
    },
    /** Every pair counts as accepted. */
    ANY_PAIR_ACCEPTED(LifePromise.USABLE_SECRET) {
        @Override
        public ChalkApi chalk(ChalkApi chalk) {
            return new LifeChalkMutation(chalk) {
                @Override
                public ExchangeResult exchange(ClientCredentials pair) {
                    return new ExchangeResult(Instant.MAX, Map.of());
                }
            };
        }
    },
    /** An answer that does not come is taken for a refusal: nobody looks for what may be there. */
    DOUBT_TAKEN_FOR_REFUSAL(LifePromise.NOTHING_LEFT) {
        @Override
        public ChalkApi chalk(ChalkApi chalk) {
            return new LifeChalkMutation(chalk) {
                @Override
                public IssuedToken createServiceToken(String environmentId, NewServiceToken token)
                        throws ChalkException {
                    try {
                        return super.createServiceToken(environmentId, token);
                    } catch (ChalkException e) {
                        var failure = e.failure();
                        throw new ChalkException(ChalkFailure.definite(failure.kind(), failure.message()));
                    }
                }
            };
        }
    },
    /** A creation is repeated when its answer does not come. */
    CREATION_REPEATED(LifePromise.NOTHING_LEFT) {
        @Override
        public ChalkApi chalk(ChalkApi chalk) {
            return new LifeChalkMutation(chalk) {
                @Override
                public IssuedToken createServiceToken(String environmentId, NewServiceToken token)
                        throws ChalkException {
                    try {
                        return super.createServiceToken(environmentId, token);
                    } catch (ChalkException e) {
                        return super.createServiceToken(environmentId, token);
                    }
                }
            };
        }
    },
    /** A revocation is believed without an answer. */
    REVOCATION_BELIEVED(LifePromise.NOTHING_LEFT) {
        @Override
        public ChalkApi chalk(ChalkApi chalk) {
            return new LifeChalkMutation(chalk) {
                @Override
                public void deleteServiceToken(String environmentId, String tokenId) {
                    try {
                        super.deleteServiceToken(environmentId, tokenId);
                    } catch (ChalkException e) {
                        return;
                    }
                }
            };
        }
    };

    /** The instant of a pass. */
    private static Instant second(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private final Set<LifePromise> breaks;

    LifeChalkBug(LifePromise... breaks) {
        this.breaks = Set.of(breaks);
    }

    @Override
    public Set<LifePromise> breaks() {
        return breaks;
    }

    /** Each of the same credential, but of another incarnation of it, so that no sweep takes it for a stray. */
    private static TokenListing renamed(TokenListing listing) {
        return new TokenListing(
                listing.requestedAt(),
                listing.tokens().stream().map(LifeChalkBug::renamed).toList());
    }

    private static ServiceToken renamed(ServiceToken token) {
        boolean own = token.name().startsWith("k8s/8d1e/fraud/scorer/");
        return own ? token : token.withName("k8s/8d1e/fraud/scorer/ffffffff/1");
    }

    /** An inventory whose last listings are those of another one. */
    private abstract static class Listings implements TokenInventory {

        private final TokenInventory inventory;

        Listings(TokenInventory inventory) {
            this.inventory = inventory;
        }

        @Override
        public Optional<TokenListing> latest(String environmentId) {
            return inventory.latest(environmentId);
        }
    }
}
