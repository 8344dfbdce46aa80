// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RevocationOrigin;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.common.Fingerprint;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ChalkRevocation to which a credential that is being deleted hands over a token, and its name. */
public final class RevocationHandover {

    private static final String REASON = "CredentialDeleted";
    private static final int NAME_LENGTH = 200;

    private RevocationHandover() {}

    static ChalkRevocationSpec token(Observation seen, RetiringToken token, Optional<Instant> notBefore) {
        return ChalkRevocationSpecBuilder.builder()
                .environmentId(token.environmentId())
                .connection(token.connection())
                .origin(origin(seen))
                .reason(REASON)
                .tokenId(token.tokenId())
                .clientId(token.clientId())
                .notBefore(notBefore.orElse(null))
                .build();
    }

    /** The id of a token of an open attempt is not known, only the prefix of its name. */
    static ChalkRevocationSpec attempts(Observation seen, UnsweptEnvironment environment) {
        return ChalkRevocationSpecBuilder.builder()
                .environmentId(environment.environmentId())
                .connection(environment.connection())
                .origin(origin(seen))
                .reason(REASON)
                .tokenNamePrefix(TokenName.prefix(seen.installation(), seen.id()))
                .keptTokenId(kept(seen))
                .build();
    }

    /** With Retain the current token has that prefix too, and is kept. */
    private static @Nullable String kept(Observation seen) {
        var current = seen.status().current();
        return current == null || !seen.effective().isRetained() ? null : current.tokenId();
    }

    private static RevocationOrigin origin(Observation seen) {
        var id = seen.id();
        return new RevocationOrigin(id.namespace(), id.name(), id.uid());
    }

    /** The same for the same token, so that a hand-over that is repeated after a crash creates no second object. */
    public static String name(ChalkRevocationSpec left) {
        var origin = left.origin();
        var readable = origin.namespace() + "-" + origin.name();
        var what = Objects.requireNonNullElse(left.tokenId(), left.tokenNamePrefix());
        var hash = Fingerprint.hex(origin.uid() + "|" + left.connection() + "|" + left.environmentId() + "|" + what);
        return readable.substring(0, Math.min(readable.length(), NAME_LENGTH)) + "-" + hash;
    }
}
