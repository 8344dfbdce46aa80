// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The message about a refused write of a Secret. An admission webhook or policy refuses in its own words, which may
 * quote the Secret. Of such a refusal, only the name of the webhook or policy is passed on.
 */
final class SecretWriteRefusal {

    private static final String NAME = "([A-Za-z0-9.-]{1,253})";
    private static final Pattern WEBHOOK = Pattern.compile("^admission webhook(?: \"" + NAME + "\")?");
    private static final Pattern UNANSWERED = Pattern.compile("failed calling webhook \"" + NAME + "\"");
    private static final Pattern POLICY = Pattern.compile("ValidatingAdmissionPolicy '" + NAME + "'");
    /**
     * The API server's own messages about permissions, quotas and namespaces. They contain names and numbers, never
     * data.
     */
    private static final List<Pattern> OWN_WORDS = List.of(
            Pattern.compile("^secrets (\"" + NAME + "\" )?is forbidden: User \"[^\"]{1,500}\" cannot [a-z]+ resource"
                    + " \"secrets\" in API group \"\" in the namespace \"[a-z0-9-]{1,63}\""),
            Pattern.compile("^secrets \"" + NAME + "\" is forbidden: exceeded quota: [A-Za-z0-9.,:=/ -]{1,500}"),
            Pattern.compile("^secrets \"" + NAME + "\" is forbidden: unable to create new content in namespace"
                    + " [a-z0-9-]{1,63} because it is being terminated"),
            Pattern.compile("^secrets \"" + NAME + "\" is forbidden: cannot set blockOwnerDeletion"));
    /** A path of field names. Keys of the data are known from the spec. */
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9._/\\[\\]-]{1,200}");

    private SecretWriteRefusal() {}

    static String describe(String name, KubernetesClientException e) {
        var status = Optional.ofNullable(e.getStatus());
        var message = status.map(Status::getMessage).orElse("");
        var said = speaker(message)
                .or(() -> ownWords(message))
                .or(() -> fields(status))
                .or(() -> status.map(Status::getReason))
                .orElse("no reason given");
        return "the API server answered " + e.getCode() + " for Secret " + name + ": " + said;
    }

    private static Optional<String> speaker(String message) {
        return named(WEBHOOK, message)
                .map(webhook -> "admission webhook " + webhook + " refused it; its own log says why")
                .or(() -> named(UNANSWERED, message).map(webhook -> "admission webhook " + webhook + " did not answer"))
                .or(() -> named(POLICY, message)
                        .map(policy -> "ValidatingAdmissionPolicy " + policy + " refused it; its validations say why"));
    }

    private static Optional<String> named(Pattern pattern, String message) {
        var matcher = pattern.matcher(message);
        return matcher.find()
                ? Optional.of(Objects.requireNonNullElse(matcher.group(1), "with an unusual name"))
                : Optional.empty();
    }

    private static Optional<String> ownWords(String message) {
        return OWN_WORDS.stream()
                .map(words -> words.matcher(message))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
    }

    /** The invalid fields, without the messages of the causes, because those repeat the values. */
    private static Optional<String> fields(Optional<Status> status) {
        var fields = status.map(Status::getDetails).map(StatusDetails::getCauses).stream()
                .flatMap(List::stream)
                .map(StatusCause::getField)
                .flatMap(Stream::ofNullable)
                .filter(field -> FIELD.matcher(field).matches())
                .distinct()
                .collect(Collectors.joining(", "));
        return Optional.of(fields).filter(found -> !found.isEmpty()).map(found -> "invalid at " + found);
    }
}
