// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the revocation of a predecessor waits until no container holds its value. */
public enum RevocationPolicy {
    @JsonProperty("WhenUnused")
    WHEN_UNUSED,
    @JsonProperty("AfterOverlap")
    AFTER_OVERLAP,
    /** A value that this version does not know. It never stands for the default. */
    @JsonEnumDefaultValue
    UNKNOWN
}
