// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A group of keys in the Secret. */
public enum SecretFormat {
    @JsonProperty("Files")
    FILES,
    @JsonProperty("Env")
    ENV,
    @JsonProperty("UnderscoreEnv")
    UNDERSCORE_ENV,
    @JsonProperty("ServiceBinding")
    SERVICE_BINDING,
    /** A value that this version does not know. It never stands for the default. */
    @JsonEnumDefaultValue
    UNKNOWN
}
