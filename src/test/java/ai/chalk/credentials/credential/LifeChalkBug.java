// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.chalk.Access;
import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.Inventory;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.Listing;
import ai.chalk.credentials.chalk.NewServiceToken;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Bugs in how Chalk is called and listed. */
enum LifeChalkBug implements LifeMutation {
    /** The first listing of an environment is believed for ever. */
    LISTING_NEVER_FRESH {
        @Override
        public Inventory inventory(Inventory inventory, ChalkApi chalk) {
            return new Inventory() {
                @Override
                public Listing read(String environmentId, Instant newerThan) throws ChalkException {
                    var known = inventory.latest(environmentId);
                    return known.isPresent() ? known.get() : inventory.read(environmentId, newerThan);
                }

                @Override
                public Optional<Listing> latest(String environmentId) {
                    return inventory.latest(environmentId);
                }
            };
        }
    },
    /** Every pair counts as accepted. */
    ANY_PAIR_ACCEPTED {
        @Override
        public ChalkApi chalk(ChalkApi chalk) {
            return new LifeChalkMutation(chalk) {
                @Override
                public Access exchange(ClientCredentials pair) {
                    return new Access(Instant.MAX, Map.of());
                }
            };
        }
    },
    /** An answer that does not come is taken for a refusal: nobody looks for what may be there. */
    DOUBT_TAKEN_FOR_REFUSAL {
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
    CREATION_REPEATED {
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
    REVOCATION_BELIEVED {
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
    }
}
