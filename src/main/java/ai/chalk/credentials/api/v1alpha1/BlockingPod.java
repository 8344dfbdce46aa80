// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/** A container that still holds a predecessor's value. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlockingPod(String pod, String container, Instant startTime) {}
