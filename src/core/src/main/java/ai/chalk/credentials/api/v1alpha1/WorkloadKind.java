// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A kind of workload that the operator can restart. */
public enum WorkloadKind {
    @JsonProperty("Deployment")
    DEPLOYMENT,
    @JsonProperty("StatefulSet")
    STATEFUL_SET,
    @JsonProperty("DaemonSet")
    DAEMON_SET,
    /** A value that this version does not know. It never stands for the default. */
    @JsonEnumDefaultValue
    UNKNOWN
}
