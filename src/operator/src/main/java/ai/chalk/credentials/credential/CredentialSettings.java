// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.decision.OperatorLimits;
import java.util.function.Supplier;

/**
 * The settings of this process that reconciliations depend on.
 *
 * @param namespace the namespace of the operator
 * @param namespacesListed whether the operator may list and watch namespaces, or only get each by its name
 * @param installation the names of this installation in Chalk; read only once the API server can be reached
 */
public record CredentialSettings(
        String namespace, boolean namespacesListed, Supplier<InstallationNames> installation, OperatorLimits limits) {}
