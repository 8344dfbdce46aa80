// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.common.Fingerprint;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.SecretViewOursBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads the operator's Secrets: which credential each belongs to, and whether its content matches its provenance. */
public final class CredentialSecret {

    private CredentialSecret() {}

    /** The view of a Secret on which decisions are based. */
    public static SecretView view(Secret secret, EffectiveSpec spec) {
        var provenance = Provenance.parse(annotations(secret).get(WellKnownNames.TOKEN_ANNOTATION));
        return provenance
                .filter(found -> found.credentialUid().equals(spec.id().uid()))
                .<SecretView>map(found -> ours(secret, found.token(), spec))
                .orElseGet(() -> foreign(secret, provenance, spec));
    }

    private static SecretView foreign(Secret secret, Optional<Provenance> provenance, EffectiveSpec spec) {
        var credential = spec.id().name();
        boolean handedOver = credential.equals(annotations(secret).get(WellKnownNames.ADOPT_ANNOTATION))
                && credentialName(secret).equals(Optional.of(credential));
        return new SecretView.Foreign(
                whose(secret, provenance.isPresent(), spec),
                provenance.filter(found -> handedOver).map(found -> ours(secret, found.token(), spec)));
    }

    private static SecretView.Ours ours(Secret secret, CurrentToken token, EffectiveSpec spec) {
        boolean intact = pair(secret)
                .filter(pair -> dataHash(token.tokenName(), pair).equals(token.dataHash()))
                .filter(pair -> pair.clientId().equals(token.clientId()))
                .isPresent();
        boolean rendered = intact
                && SecretRendering.of(spec, token, pair(secret).orElseThrow()).isIn(secret);
        var metadata = secret.getMetadata();
        return SecretViewOursBuilder.builder()
                .uid(metadata.getUid())
                .resourceVersion(metadata.getResourceVersion())
                .token(token)
                .intact(intact)
                .rendered(rendered)
                .going(metadata.getDeletionTimestamp() != null)
                .immutable(Boolean.TRUE.equals(secret.getImmutable()))
                .build();
    }

    private static String whose(Secret secret, boolean hasProvenance, EffectiveSpec spec) {
        var owner = labels(secret).get(WellKnownNames.CREDENTIAL_LABEL);
        if (!hasProvenance || owner == null) {
            return "was not written for this credential";
        }
        return owner.equals(spec.id().name())
                ? "was written for a former credential of the same name; annotate it " + WellKnownNames.ADOPT_ANNOTATION
                        + "=" + owner + " to let this credential adopt it"
                : "was written for the credential " + owner;
    }

    /** The credential for which a Secret was written, by its label. */
    public static Optional<String> credentialName(Secret secret) {
        return Optional.ofNullable(labels(secret).get(WellKnownNames.CREDENTIAL_LABEL));
    }

    /** The client id and secret in a Secret. Empty if either key is missing. */
    public static Optional<ClientCredentials> pair(Secret secret) {
        return value(secret, SecretRendering.CLIENT_ID).flatMap(id -> value(secret, SecretRendering.CLIENT_SECRET)
                .map(value -> new ClientCredentials(id, new ClientSecret(value))));
    }

    /**
     * Identifies a pair without revealing it. The token's name is the salt, so that equal secrets have different
     * hashes.
     */
    public static String dataHash(String tokenName, ClientCredentials pair) {
        return Fingerprint.hex(
                tokenName + "\n" + pair.clientId() + "\n" + pair.clientSecret().reveal());
    }

    private static Optional<String> value(Secret secret, String key) {
        try {
            return Optional.ofNullable(secret.getData())
                    .map(data -> data.get(key))
                    .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Map<String, String> labels(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
    }

    static Map<String, String> annotations(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
    }
}
