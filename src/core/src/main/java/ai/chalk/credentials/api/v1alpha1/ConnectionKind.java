// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

public enum ConnectionKind {
    @JsonProperty("ClusterChalkConnection")
    CLUSTER_CHALK_CONNECTION,
    @JsonProperty("ChalkConnection")
    CHALK_CONNECTION,
    /** A value that this version does not know. It never stands for the default. */
    @JsonEnumDefaultValue
    UNKNOWN
}
