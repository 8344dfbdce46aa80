// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A token that must still be revoked after its credential is gone; written by the operator, in its own namespace. */
@Group("credentials.chalk.ai")
@Version("v1alpha1")
public class ChalkRevocation extends CustomResource<ChalkRevocationSpec, ChalkRevocationStatus> implements Namespaced {}
