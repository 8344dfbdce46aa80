// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.credential.InstallationNames;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.TokenName;
import java.util.Objects;

/**
 * The listed tokens that a record may touch. Its content was copied from a credential's status, which users can forge.
 * Therefore it may touch only tokens with names of that very credential.
 */
record RecordedTokens(ChalkRevocationSpec spec, InstallationNames installation) {

    /** Whether a listed token was issued for the credential, and has the recorded client id. */
    boolean isRecorded(ServiceToken token) {
        return token.clientId().equals(spec.clientId())
                && installation
                        .all()
                        .map(name -> TokenName.familyPrefix(name, credential()))
                        .anyMatch(token.name()::startsWith);
    }

    /**
     * Whether the recorded prefix belongs to that incarnation of the credential, so that a forged one cannot sweep
     * more.
     */
    boolean hasOwnPrefix() {
        return installation
                .all()
                .map(name -> TokenName.prefix(name, credential()))
                .anyMatch(this::isRecordedPrefix);
    }

    private boolean isRecordedPrefix(String prefix) {
        return prefix.equals(spec.tokenNamePrefix());
    }

    /** Whether an attempt of that incarnation may have left the token. */
    boolean isStray(ServiceToken token) {
        var prefix = Objects.requireNonNullElse(spec.tokenNamePrefix(), "");
        return token.name().startsWith(prefix)
                && TokenName.revision(token.name().substring(prefix.length())).isPresent()
                && !token.id().equals(spec.keptTokenId());
    }

    /** For messages. */
    String description() {
        return spec.tokenId() == null
                ? "tokens whose names begin with " + spec.tokenNamePrefix()
                : "token " + spec.tokenId() + " (client id " + spec.clientId() + ")";
    }

    private CredentialId credential() {
        var origin = spec.origin();
        return new CredentialId(origin.namespace(), origin.name(), origin.uid());
    }
}
