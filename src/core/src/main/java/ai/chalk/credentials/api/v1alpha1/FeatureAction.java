// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What applies to features without a listed tag. */
public enum FeatureAction {
    @JsonProperty("Allow")
    ALLOW,
    @JsonProperty("BlockOutput")
    BLOCK_OUTPUT,
    @JsonProperty("Block")
    BLOCK,
    /** A value that this version does not know. It never stands for the default. */
    @JsonEnumDefaultValue
    UNKNOWN
}
