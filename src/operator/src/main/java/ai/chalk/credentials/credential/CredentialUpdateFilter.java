// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Selects the changes of a credential that trigger a reconciliation: spec, annotations (which carry requests of users
 * and do not raise the generation), finalizers and deletion. Changes of the status are ignored because the operator
 * itself makes them, and changes of labels because the operator does not read them.
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
