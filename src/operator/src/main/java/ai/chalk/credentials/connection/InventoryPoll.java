// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.chalk.TokenListing;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * The result of a regular listing of an environment.
 *
 * @param connection the object itself, for events
 */
public record InventoryPoll(
        HasMetadata connection,
        ConnectionKey key,
        ConnectionSpec spec,
        ConnectionState.Link link,
        String environmentId,
        TokenListing listing) {}
