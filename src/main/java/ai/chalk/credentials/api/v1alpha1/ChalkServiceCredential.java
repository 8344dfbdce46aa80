// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A workload's own Chalk service token, kept in a Secret and rotated. */
@Group("credentials.chalk.ai")
@Version("v1alpha1")
public class ChalkServiceCredential extends CustomResource<ChalkServiceCredentialSpec, ChalkServiceCredentialStatus>
        implements Namespaced {}
