// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import java.util.Optional;

/**
 * Names one connection object.
 *
 * @param namespace present for a {@code ChalkConnection}, empty for a {@code ClusterChalkConnection}
 */
public record ConnectionKey(ConnectionKind kind, Optional<String> namespace, String name) {

    /** As a user would write it to kubectl, such as {@code ClusterChalkConnection default}. */
    @Override
    public String toString() {
        return kind + " " + namespace.map(place -> place + "/").orElse("") + name;
    }
}
