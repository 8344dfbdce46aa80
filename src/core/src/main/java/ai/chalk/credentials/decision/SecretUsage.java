// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import java.util.List;

/**
 * Who still holds a predecessor's value.
 *
 * @param containers the first few, for people
 * @param count of all
 */
public record SecretUsage(List<BlockingPod> containers, int count) {

    /** As many as a status names. */
    public static final int NAMED = 10;

    public static final SecretUsage NONE = new SecretUsage(List.of(), 0);

    public SecretUsage {
        containers = List.copyOf(containers);
    }
}
