// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;

/** Tells users what happened to an object; what it says may be lost. */
@FunctionalInterface
public interface Announcer {

    /** Says it once. */
    void publish(HasMetadata about, boolean warning, String reason, String action, String note, Instant time);
}
