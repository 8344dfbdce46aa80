// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The two connection kinds. */
public enum ConnectionKind {
    @JsonProperty("ClusterChalkConnection")
    CLUSTER_CHALK_CONNECTION,
    @JsonProperty("ChalkConnection")
    CHALK_CONNECTION,
    /** A value that this version does not know; never treated as absence. */
    @JsonEnumDefaultValue
    UNKNOWN
}
