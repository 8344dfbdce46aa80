// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.FeatureAction;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import java.util.Optional;

/** A value of a newer version is never read as if it were absent. */
final class UnknownEnumCheck {

    private UnknownEnumCheck() {}

    static Optional<Step> stall(Observation seen) {
        return field(seen)
                .map(field -> Step.Stall.probing(
                        seen,
                        Obstacle.lasting(
                                ObstacleReason.UNKNOWN_VALUE,
                                field
                                        + " has a value that this version of the operator does not know: upgrade the"
                                        + " operator, or change the value; until then nothing is done with this"
                                        + " credential")));
    }

    /** The first such field. */
    static Optional<String> field(Observation seen) {
        var spec = seen.spec();
        var rotation = spec.rotation();
        var features = spec.featureTags();
        if (seen.effective().connectionRef().kind() == ConnectionKind.UNKNOWN) {
            return Optional.of("spec.connectionRef.kind");
        }
        if (seen.effective().formats().contains(SecretFormat.UNKNOWN)) {
            return Optional.of("spec.secret.formats");
        }
        if (rotation != null && rotation.revocationPolicy() == RevocationPolicy.UNKNOWN) {
            return Optional.of("spec.rotation.revocationPolicy");
        }
        if (features != null && features.defaultAction() == FeatureAction.UNKNOWN) {
            return Optional.of("spec.featureTags.defaultAction");
        }
        return spec.deletionPolicy() == DeletionPolicy.UNKNOWN ? Optional.of("spec.deletionPolicy") : Optional.empty();
    }
}
