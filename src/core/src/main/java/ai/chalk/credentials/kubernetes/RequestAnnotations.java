// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.decision.RotationRequests;
import java.util.Map;
import java.util.Objects;

/** Reads what a credential's annotations and spec ask for. */
public final class RequestAnnotations {

    private RequestAnnotations() {}

    public static RotationRequests requests(ChalkServiceCredential credential) {
        var annotations =
                Objects.requireNonNullElse(credential.getMetadata().getAnnotations(), Map.<String, String>of());
        return RotationRequests.of(
                credential.getSpec().rotation(),
                annotations.get(WellKnownNames.ROTATE_ANNOTATION),
                annotations.get(WellKnownNames.REVOKE_ANNOTATION));
    }
}
