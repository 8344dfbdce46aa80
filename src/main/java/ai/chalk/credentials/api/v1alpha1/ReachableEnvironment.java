// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An environment that the connection's credential reaches. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReachableEnvironment(String id, String name, String projectId, String projectName) {}
