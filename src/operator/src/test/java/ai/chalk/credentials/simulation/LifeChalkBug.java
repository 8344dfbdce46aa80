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
    /** Trusts the first listing of an environment forever. */
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
    /** Counts the same listing twice, so that a single listing without the token proves that it is gone. */
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
    /** Treats every token as this credential's, whatever its name in Chalk. */
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
    /** Treats every pair as accepted. */
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
    /** Treats a missing answer as a rejection, so that a token that may exist is not looked for. */
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
    /** Repeats a creation if its answer is missing. */
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
    /** Treats a revocation without an answer as done. */
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

    /** The time of a reconciliation. */
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

    /** Renames the tokens to another incarnation of the same credential, so that no sweep treats them as strays. */
    private static TokenListing renamed(TokenListing listing) {
        return new TokenListing(
                listing.requestedAt(),
                listing.tokens().stream().map(LifeChalkBug::renamed).toList());
    }

    private static ServiceToken renamed(ServiceToken token) {
        boolean own = token.name().startsWith("k8s/8d1e/fraud/scorer/");
        return own ? token : token.withName("k8s/8d1e/fraud/scorer/ffffffff/1");
    }

    /** Delegates the latest listings to another inventory. */
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
