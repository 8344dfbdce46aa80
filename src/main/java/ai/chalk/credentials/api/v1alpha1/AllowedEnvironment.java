// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A project and environment, by name or id; * stands for any. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AllowedEnvironment(String project, String environment) {}
