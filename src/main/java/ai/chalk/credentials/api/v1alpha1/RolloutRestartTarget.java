// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A workload that is restarted after a rotation. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutRestartTarget(WorkloadKind kind, String name) {}
