// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import java.util.Locale;

/** The labels of the metrics. None has more values than there are objects of its kind, or words in the code. */
enum MetricLabel {
    NAMESPACE("Namespace of the object; absent for a ClusterChalkConnection."),
    NAME("Name of the object."),
    KIND("`ChalkConnection` or `ClusterChalkConnection`."),
    ENVIRONMENT("Id of an environment in Chalk."),
    CONDITION("Type of a condition."),
    REASON("Reason of a condition, or why a token is issued; [reasons](reasons.md) lists each."),
    RESULT(
            "Result of an attempt to issue: `published`; `failed`, nothing was created; `undone`, what was created is"
                    + " revoked again; `open`, the result is in doubt and will be examined; `fenced`, a concurrent change won."),
    PROCEDURE("The call of Chalk, such as `CreateServiceToken`."),
    CODE("`ok`, or the kind of failure: `unavailable`, `throttled`, `busy`, `unintelligible`, `unauthenticated`,"
            + " `permission_denied`, `not_found`, `rejected`.");

    private final String meaning;

    MetricLabel(String meaning) {
        this.meaning = meaning;
    }

    /** The name of the label. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text for the documentation. */
    String meaning() {
        return meaning;
    }
}
