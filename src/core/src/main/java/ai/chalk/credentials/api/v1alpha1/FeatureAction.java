// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What holds for features with no listed tag. */
public enum FeatureAction {
    @JsonProperty("Allow")
    ALLOW,
    @JsonProperty("BlockOutput")
    BLOCK_OUTPUT,
    @JsonProperty("Block")
    BLOCK,
    /** A value that this version does not know; never treated as absence. */
    @JsonEnumDefaultValue
    UNKNOWN
}
