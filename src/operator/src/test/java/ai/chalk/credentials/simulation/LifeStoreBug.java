// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.credential.CredentialStore;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.kubernetes.WriteResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Bugs in how Kubernetes is read and written. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum LifeStoreBug implements LifeMutation {
    /** Writes the status over changes of other writers. */
    STATUS_NOT_GUARDED(Set.of(LifePromise.LEAKS, LifePromise.NOTHING_LEFT), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential) {
            return insisting(() -> store.writeStatus(asIfJustRead(store, credential)));
        }
    }),
    /** Replaces the Secret, whatever it holds by now. */
    SECRET_NOT_GUARDED(Set.of(LifePromise.REVISIONS), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<Secret> updateSecret(Secret secret) {
            return overwrite(store, secret);
        }

        @Override
        public Optional<Secret> readSecret(String namespace, String name) {
            return store.readSecret(namespace, name).or(() -> store.cachedSecret(namespace, name));
        }
    }),
    /** Creates a Secret over an existing one. */
    CREATION_OVERWRITES(Set.of(LifePromise.REVISIONS, LifePromise.NOT_OURS), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<Secret> createSecret(Secret secret) {
            var written = store.createSecret(secret);
            return written.isDone() ? written : overwrite(store, secret);
        }
    }),
    /** Publishes without checking that the attempt is still the open one. */
    REPLACES_WHATEVER_IS_THERE(Set.of(), store -> new LifeStoreMutation(store) {
        private Optional<Secret> begun = Optional.empty();
        private Optional<ChalkServiceCredential> written = Optional.empty();

        @Override
        public Optional<ChalkServiceCredential> read(String namespace, String name) {
            return written.or(() -> store.read(namespace, name));
        }

        @Override
        public WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential) {
            var result = store.writeStatus(credential);
            written = written.or(result::object);
            return result;
        }

        @Override
        public Optional<Secret> readSecret(String namespace, String name) {
            var now = store.readSecret(namespace, name);
            begun = begun.or(() -> now);
            return now.flatMap(found -> begun.map(before -> new SecretBuilder(before)
                    .editMetadata()
                    .withUid(found.getMetadata().getUid())
                    .withResourceVersion(found.getMetadata().getResourceVersion())
                    .endMetadata()
                    .build()));
        }
    }),
    /** Reads from the cache instead of from the API server. */
    READ_FROM_CACHE(
            Set.of(LifePromise.USABLE_SECRET, LifePromise.TWO_PUBLISHED), store -> new LifeStoreMutation(store) {
                @Override
                public Optional<Secret> readSecret(String namespace, String name) {
                    return store.cachedSecret(namespace, name);
                }
            }),
    /** Overlooks that the namespace is being deleted. */
    TERMINATION_OVERLOOKED(Set.of(LifePromise.NOT_IN_VAIN), store -> new LifeStoreMutation(store) {
        @Override
        public Optional<Namespace> namespace(String name) {
            return store.namespace(name).map(found -> new NamespaceBuilder(found)
                    .editMetadata()
                    .withDeletionTimestamp(null)
                    .endMetadata()
                    .build());
        }
    }),
    /** Treats a missing answer as a rejection, so that a token is revoked that may be in the Secret. */
    DOUBT_TAKEN_FOR_REFUSAL(Set.of(LifePromise.USABLE_SECRET), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<Secret> createSecret(Secret secret) {
            return refused(store.createSecret(secret));
        }

        @Override
        public WriteResult<Secret> updateSecret(Secret secret) {
            return refused(store.updateSecret(secret));
        }
    }),
    /** Creates a token before the attempt is in the status. */
    BEGUN_WITHOUT_RECORD(Set.of(LifePromise.NOTHING_LEFT), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential) {
            return credential.getStatus().pending() == null
                    ? store.writeStatus(credential)
                    : new WriteResult<>(WriteResult.Result.DONE, Optional.of(credential), "");
        }
    }),
    /** Removes the finalizer although the credential has changed since the decision. */
    FINALIZER_NOT_GUARDED(Set.of(), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<ChalkServiceCredential> removeFinalizer(ChalkServiceCredential credential) {
            return insisting(() -> store.removeFinalizer(asIfJustRead(store, credential)));
        }
    }),
    /** Creates no ChalkRevocation for what could not be revoked. */
    HANDED_TO_NOBODY(Set.of(LifePromise.NOTHING_LEFT), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<ChalkRevocation> createRevocation(String name, ChalkRevocationSpec spec) {
            return new WriteResult<>(WriteResult.Result.DONE, Optional.empty(), "");
        }
    }),
    /** Hands over tokens, but not attempts in doubt. */
    ATTEMPTS_HANDED_TO_NOBODY(Set.of(LifePromise.NOTHING_LEFT), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<ChalkRevocation> createRevocation(String name, ChalkRevocationSpec spec) {
            return spec.tokenNamePrefix() == null
                    ? store.createRevocation(name, spec)
                    : new WriteResult<>(WriteResult.Result.DONE, Optional.empty(), "");
        }
    }),
    /** Hands over attempts without the id of the token to spare. */
    RECORD_KEEPS_NOTHING(Set.of(), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<ChalkRevocation> createRevocation(String name, ChalkRevocationSpec spec) {
            return store.createRevocation(name, spec.withKeptTokenId(null));
        }
    }),
    /** Reports Ready always. */
    ALWAYS_READY(Set.of(LifePromise.READINESS), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential) {
            var status = credential.getStatus();
            var conditions = status.conditions().stream()
                    .map(condition -> ready(condition, ConditionStatus.TRUE))
                    .toList();
            credential.setStatus(status.withConditions(conditions));
            return store.writeStatus(credential);
        }
    }),
    /** Reports a credential as not Ready during an outage of Chalk. */
    UNREADY_IN_AN_OUTAGE(Set.of(LifePromise.READINESS), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential) {
            var status = credential.getStatus();
            if (status.failure() != null) {
                var conditions = status.conditions().stream()
                        .map(condition -> ready(condition, ConditionStatus.FALSE))
                        .toList();
                credential.setStatus(status.withConditions(conditions));
            }
            return store.writeStatus(credential);
        }
    }),
    /** Treats every recorded token as issued for all reported leaks. */
    RECORDING_HANDLES_LEAKS(Set.of(LifePromise.LEAKS), store -> new LifeStoreMutation(store) {
        @Override
        public WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential) {
            var status = credential.getStatus();
            var annotations = credential.getMetadata().getAnnotations();
            var asked = annotations == null ? null : annotations.get(WellKnownNames.REVOKE_ANNOTATION);
            if (status.pending() == null && status.rotation() != null && asked != null) {
                var handled = status.rotation().withHandledRevokeRequest(asked);
                credential.setStatus(status.withRotation(handled));
            }
            return store.writeStatus(credential);
        }
    }),
    /** Quotes the value of the Secret in a message. */
    SECRET_TOLD(Set.of(LifePromise.SECRECY), store -> new LifeStoreMutation(store) {
        private String last = "";

        @Override
        public WriteResult<Secret> createSecret(Secret secret) {
            last = CredentialSecret.pair(secret).orElseThrow().clientSecret().reveal();
            return store.createSecret(secret);
        }

        @Override
        public WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential) {
            if (!last.isEmpty()) {
                credential.setStatus(credential.getStatus().withNextRotationTime(last));
                last = "";
            }
            return store.writeStatus(credential);
        }
    });

    private static final int ATTEMPTS = 5;

    private final Set<LifePromise> breaks;
    private final UnaryOperator<CredentialStore> broken;

    LifeStoreBug(Set<LifePromise> breaks, UnaryOperator<CredentialStore> broken) {
        this.breaks = breaks;
        this.broken = broken;
    }

    @Override
    public Set<LifePromise> breaks() {
        return breaks;
    }

    @Override
    public CredentialStore store(CredentialStore store) {
        return broken.apply(store);
    }

    private static WriteResult<Secret> overwrite(CredentialStore store, Secret secret) {
        return insisting(() -> overwriteOnce(store, secret));
    }

    /** Retries conflicts, because another writer may be faster between reading the version and writing with it. */
    private static <T> WriteResult<T> insisting(Supplier<WriteResult<T>> write) {
        var written = write.get();
        for (int attempt = 1; attempt < ATTEMPTS && written.result() == WriteResult.Result.CONFLICT; attempt++) {
            written = write.get();
        }
        return written;
    }

    private static WriteResult<Secret> overwriteOnce(CredentialStore store, Secret secret) {
        var metadata = secret.getMetadata();
        var now = store.readSecret(metadata.getNamespace(), metadata.getName());
        if (now.isEmpty()) {
            metadata.setResourceVersion(null);
            return store.createSecret(secret);
        }
        metadata.setUid(now.get().getMetadata().getUid());
        metadata.setResourceVersion(now.get().getMetadata().getResourceVersion());
        return store.updateSecret(secret);
    }

    private static ChalkServiceCredential asIfJustRead(CredentialStore store, ChalkServiceCredential credential) {
        var metadata = credential.getMetadata();
        store.read(metadata.getNamespace(), metadata.getName())
                .map(HasMetadata::getMetadata)
                .ifPresent(now -> metadata.setResourceVersion(Objects.requireNonNull(now.getResourceVersion())));
        return credential;
    }

    private static <T> WriteResult<T> refused(WriteResult<T> written) {
        return written.result() == WriteResult.Result.DOUBTFUL
                ? new WriteResult<>(WriteResult.Result.REFUSED, Optional.empty(), written.message())
                : written;
    }

    private static Condition ready(Condition condition, ConditionStatus ready) {
        return condition.type().equals("Ready") ? condition.withStatus(ready) : condition;
    }
}
