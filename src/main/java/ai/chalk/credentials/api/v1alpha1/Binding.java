// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Service Binding's provisioned service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Binding(String name) {}
