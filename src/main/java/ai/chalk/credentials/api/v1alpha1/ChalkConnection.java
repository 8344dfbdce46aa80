// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Chalk API server and who we are there, for one namespace. */
@Group("credentials.chalk.ai")
@Version("v1alpha1")
public class ChalkConnection extends CustomResource<ConnectionSpec, ConnectionStatus> implements Namespaced {}
