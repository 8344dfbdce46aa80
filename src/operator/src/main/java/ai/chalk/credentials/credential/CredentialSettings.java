// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.decision.OperatorLimits;
import java.util.function.Supplier;

/**
 * What a pass must know of the process that it runs in.
 *
 * @param namespace the operator's own
 * @param namespacesListed whether it may list and watch namespaces, or only get each by its name
 * @param installation our names in Chalk; asked for once the API server can be reached
 */
public record CredentialSettings(
        String namespace, boolean namespacesListed, Supplier<InstallationNames> installation, OperatorLimits limits) {}
