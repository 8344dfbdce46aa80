// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import java.util.Map;

/**
 * The decoded values of a Secret or ConfigMap.
 *
 * @param isOurs whether a credential of this operator writes it
 */
record ReferencedValues(Map<String, String> values, boolean isOurs) {

    /** Without the values, which may be secret. */
    @Override
    public String toString() {
        return "Contents of " + values.size() + " values";
    }
}
