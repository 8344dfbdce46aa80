// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.DnsName;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A workload in the credential's own namespace that the operator restarts after a rotation. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutRestartTarget(
        @JsonPropertyDescription(
                        """
                Kind of the workload: Deployment, StatefulSet or DaemonSet. Required. Example: Deployment""")
                WorkloadKind kind,
        @JsonPropertyDescription("Name of the workload in the namespace of the credential. Required. Example: scorer")
                @DnsName
                String name) {}
