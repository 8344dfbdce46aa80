// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Where superseded attempts may have left strays. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnsweptEnvironment(PinnedConnection connection, String environmentId) {}
