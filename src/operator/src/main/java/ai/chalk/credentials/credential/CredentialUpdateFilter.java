// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Which changes of a credential wake a pass: spec, annotations (people's requests, which do not raise the generation),
 * finalizers, deletion. Not its status, which is our own, nor labels, which mean nothing to us.
 */
public final class CredentialUpdateFilter implements OnUpdateFilter<ChalkServiceCredential> {

    @Override
    public boolean accept(ChalkServiceCredential after, ChalkServiceCredential before) {
        var now = after.getMetadata();
        var then = before.getMetadata();
        return !Objects.equals(now.getGeneration(), then.getGeneration())
                || !Objects.equals(now.getAnnotations(), then.getAnnotations())
                || !Objects.equals(now.getFinalizers(), then.getFinalizers())
                || !Objects.equals(now.getDeletionTimestamp(), then.getDeletionTimestamp());
    }
}
