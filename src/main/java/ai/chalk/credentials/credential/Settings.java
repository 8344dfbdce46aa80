// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.credential.decision.Limits;
import java.util.function.Supplier;

/**
 * What a pass must know of the process that it runs in.
 *
 * @param namespace the operator's own
 * @param installation our names in Chalk; asked for once the API server can be reached
 */
public record Settings(String namespace, Supplier<InstallationNames> installation, Limits limits) {}
