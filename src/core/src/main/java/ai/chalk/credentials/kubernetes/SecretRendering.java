// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.common.Fingerprint;
import ai.chalk.credentials.decision.EffectiveSpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The Secret that a spec and a token determine: a pure function, so that the Secret can be rendered again at any time
 * from the pair in it. The operator owns all of its data. Other programs may add metadata, which stays until the spec
 * changes.
 */
public final class SecretRendering {

    static final String CLIENT_ID = "client_id";
    static final String CLIENT_SECRET = "client_secret";
    private static final String TYPE = "Opaque";

    private final EffectiveSpec spec;
    private final CurrentToken token;
    private final Map<String, String> data;

    private SecretRendering(EffectiveSpec spec, CurrentToken token, Map<String, String> data) {
        this.spec = spec;
        this.token = token;
        this.data = data;
    }

    public static SecretRendering of(EffectiveSpec spec, CurrentToken token, ClientCredentials pair) {
        var keys = new SecretKeys(token, pair);
        var data = new TreeMap<String, String>();
        spec.template()
                .ifPresentOrElse(
                        template -> template.forEach((key, text) -> data.put(key, encode(keys.filled(text)))),
                        () -> spec.formats().forEach(format -> encodeAll(keys.of(format), data)));
        encodeAll(keys.of(SecretFormat.FILES), data);
        return new SecretRendering(spec, token, data);
    }

    private static void encodeAll(Map<String, String> values, Map<String, String> data) {
        values.forEach((key, value) -> data.put(key, encode(value)));
    }

    private static String encode(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    /** The keys of the Secret's data. */
    public Set<String> keys() {
        return Set.copyOf(data.keySet());
    }

    /** Whether a Secret that the other rendering wrote needs no change. */
    public boolean isMadeBy(SecretRendering other) {
        return isIn(other.create());
    }

    /** Whether the Secret already equals this rendering, ignoring additions of other programs. */
    public boolean isIn(Secret secret) {
        return differences(secret).isEmpty();
    }

    /** Names the parts of the Secret that differ. Never their values, because some are secret. */
    public List<String> differences(Secret secret) {
        var found = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of());
        var owner = owners().equals(owners(secret)) ? Stream.<String>of() : Stream.of("owner reference");
        return Stream.of(
                        otherwise("key", data, found),
                        found.keySet().stream()
                                .filter(key -> !data.containsKey(key))
                                .map(key -> "key " + key),
                        otherwise("label", labels(), CredentialSecret.labels(secret)),
                        otherwise("annotation", annotations(), CredentialSecret.annotations(secret)),
                        owner)
                .flatMap(names -> names)
                .toList();
    }

    private static Stream<String> otherwise(String what, Map<String, String> wanted, Map<String, String> found) {
        return wanted.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(found.get(entry.getKey())))
                .map(entry -> what + " " + entry.getKey());
    }

    private List<OwnerReference> owners(Secret secret) {
        return Objects.requireNonNullElse(secret.getMetadata().getOwnerReferences(), List.<OwnerReference>of()).stream()
                .filter(owner -> owner.getUid().equals(spec.id().uid()))
                .toList();
    }

    /** The Secret to create. */
    public Secret create() {
        var metadata = new ObjectMeta();
        metadata.setNamespace(spec.id().namespace());
        metadata.setName(token.secretName());
        return with(metadata, Map.of(), Map.of());
    }

    /** The Secret that replaces the existing one, guarded by its uid and resourceVersion. */
    public Secret replace(Secret existing) {
        boolean sameSpec = Optional.ofNullable(
                        CredentialSecret.annotations(existing).get(WellKnownNames.RENDERING_ANNOTATION))
                .equals(Optional.of(fingerprint()));
        var old = existing.getMetadata();
        var metadata = new ObjectMeta();
        metadata.setNamespace(old.getNamespace());
        metadata.setName(old.getName());
        metadata.setUid(old.getUid());
        metadata.setResourceVersion(old.getResourceVersion());
        metadata.setFinalizers(old.getFinalizers());
        return with(
                metadata,
                sameSpec ? CredentialSecret.labels(existing) : Map.of(),
                sameSpec ? othersAnnotations(existing) : Map.of());
    }

    /**
     * Removes the annotation for adoption, which is complete with the first write. If it stayed, the next credential of
     * that name would adopt the Secret.
     */
    private static Map<String, String> othersAnnotations(Secret existing) {
        var others = new TreeMap<>(CredentialSecret.annotations(existing));
        others.remove(WellKnownNames.ADOPT_ANNOTATION);
        return others;
    }

    private Secret with(ObjectMeta metadata, Map<String, String> otherLabels, Map<String, String> otherAnnotations) {
        metadata.setLabels(merged(otherLabels, labels()));
        metadata.setAnnotations(merged(otherAnnotations, annotations()));
        metadata.setOwnerReferences(owners());
        return new SecretBuilder()
                .withMetadata(metadata)
                .withType(TYPE)
                .withData(data)
                .build();
    }

    private static Map<String, String> merged(Map<String, String> others, Map<String, String> ours) {
        var all = new TreeMap<>(others);
        all.putAll(ours);
        return all;
    }

    private Map<String, String> labels() {
        return merged(
                spec.secretLabels(),
                Map.of(
                        WellKnownNames.CREDENTIAL_LABEL,
                        spec.id().name(),
                        WellKnownNames.MANAGED_BY_LABEL,
                        WellKnownNames.OPERATOR));
    }

    private Map<String, String> annotations() {
        var provenance = new Provenance(spec.id().uid(), token);
        return merged(
                spec.secretAnnotations(),
                Map.of(
                        WellKnownNames.TOKEN_ANNOTATION, provenance.format(),
                        WellKnownNames.RENDERING_ANNOTATION, fingerprint(),
                        WellKnownNames.REVISION_ANNOTATION, String.valueOf(token.revision()),
                        WellKnownNames.CLIENT_ID_ANNOTATION, token.clientId()));
    }

    /** Only with policy Delete. With Retain, the Secret outlives its credential. */
    private List<OwnerReference> owners() {
        return spec.deletionPolicy() == DeletionPolicy.DELETE
                ? List.of(new OwnerReferenceBuilder()
                        .withApiVersion("credentials.chalk.ai/v1alpha1")
                        .withKind("ChalkServiceCredential")
                        .withName(spec.id().name())
                        .withUid(spec.id().uid())
                        .withController(true)
                        .withBlockOwnerDeletion(false)
                        .build())
                : List.of();
    }

    private String fingerprint() {
        return Fingerprint.hex(new TreeMap<>(spec.secretLabels()) + "|" + new TreeMap<>(spec.secretAnnotations()));
    }
}
