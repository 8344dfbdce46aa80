// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import java.util.List;

/**
 * The containers that still hold a predecessor's value.
 *
 * @param containers the first few
 * @param count of all containers
 */
public record SecretUsage(List<BlockingPod> containers, int count) {

    /** The maximum that a status names. */
    public static final int NAMED = 10;

    public static final SecretUsage NONE = new SecretUsage(List.of(), 0);

    public SecretUsage {
        containers = List.copyOf(containers);
    }
}
