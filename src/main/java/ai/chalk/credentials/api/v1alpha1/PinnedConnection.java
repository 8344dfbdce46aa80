// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The connection that a token was issued through, as it was then. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PinnedConnection(ConnectionKind kind, @Nullable String namespace, String name, String apiServer) {}
