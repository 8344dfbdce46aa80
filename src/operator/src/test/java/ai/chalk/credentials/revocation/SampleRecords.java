// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.RevocationOrigin;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.jspecify.annotations.Nullable;

/** Records of the credential fraud/scorer with the uid 1a2b3c4d-5e6f. */
final class SampleRecords {

    private static final PinnedConnection CONNECTION =
            new PinnedConnection(ConnectionKind.CLUSTER_CHALK_CONNECTION, null, "default", "https://api.chalk.ai");
    private static final RevocationOrigin ORIGIN = new RevocationOrigin("fraud", "scorer", "1a2b3c4d-5e6f");

    private SampleRecords() {}

    static ChalkRevocationSpec ofToken(String tokenId, String clientId) {
        return ChalkRevocationSpecBuilder.builder()
                .environmentId("env")
                .connection(CONNECTION)
                .origin(ORIGIN)
                .reason("CredentialDeleted")
                .tokenId(tokenId)
                .clientId(clientId)
                .build();
    }

    static ChalkRevocationSpec ofAttempts(String prefix, @Nullable String kept) {
        return ChalkRevocationSpecBuilder.builder()
                .environmentId("env")
                .connection(CONNECTION)
                .origin(ORIGIN)
                .reason("CredentialDeleted")
                .tokenNamePrefix(prefix)
                .keptTokenId(kept)
                .build();
    }

    static ChalkRevocation withStatus(@Nullable ChalkRevocationStatus status) {
        var revocation = new ChalkRevocation();
        revocation.setMetadata(
                new ObjectMetaBuilder().withUid("record").withGeneration(1L).build());
        revocation.setSpec(ofToken("token-1", "client-1"));
        revocation.setStatus(status);
        return revocation;
    }
}
