// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has done and will do next. It holds no secret, and whoever may write statuses in a namespace can forge it:
 * nothing in it is reason enough to touch a token in Chalk. Its limits are far above what is ever written: a status that the
 * API server refused would keep a published token from being recorded.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record ChalkServiceCredentialStatus(
        @JsonPropertyDescription(
                        """
                Generation of the spec that this status is about; -1 before the operator has looked at it. Example: 4""")
                @Nullable
                Long observedGeneration,
        @JsonPropertyDescription(
                        """
                Ready: the Secret holds a usable token, whatever else is wrong. Only while they are true: Reconciling,
                Stalled (a human must act), RotationOverdue, RevocationBlocked, ScheduleNeverFires, RolloutFailed.
                Example: [{type: Ready, status: "True", reason: Issued, message: "…"}]""")
                @ListType(value = ListType.Kind.MAP, keys = "type")
                @Size(max = 16)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<Condition> conditions,
        @JsonPropertyDescription(
                        """
                The Secret as a provisioned service of the Service Binding specification; only with the format
                ServiceBinding. Example: {name: fraud-scorer-chalk}""")
                @Nullable
                Binding binding,
        @JsonPropertyDescription("The highest revision ever begun; none is used twice. Example: 4") @Nullable
                Long highestRevision,
        @JsonPropertyDescription("The token that the Secret holds. Absent until the first one is published.") @Nullable
                CurrentToken current,
        @JsonPropertyDescription(
                        """
                The attempt to issue a token that is under way, written before anything is created in Chalk. Absent
                otherwise.""")
                @Nullable
                PendingToken pending,
        @JsonPropertyDescription(
                        """
                Environments in which superseded attempts may have left tokens that must still be looked for: at most 256.
                Absent when there are none.""")
                @Size(max = 256)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<UnsweptEnvironment> unswept,
        @JsonPropertyDescription(
                        """
                Predecessors that still work, and what their revocation waits for: at most 256. Absent when there are
                none.""")
                @Size(max = 256)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<RetiringToken> retiring,
        @JsonPropertyDescription("Coming rotations and requests that were carried out.") @Nullable
                RotationStatus rotation,
        @JsonPropertyDescription("The last failure, and which steps wait to be tried again. Absent when nothing fails.")
                @Nullable
                Failure failure,
        @JsonPropertyDescription("The last ten revisions, the newest first. Absent until the first one is published.")
                @Size(max = 10)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<HistoryEntry> history,
        @JsonPropertyDescription(
                        """
                When the next rotation is due, in UTC. Absent when none is. Example: "2026-12-24T03:12:00Z\"""")
                @Size(max = 64)
                @Nullable
                String nextRotationTime,
        @JsonPropertyDescription(
                        """
                When the token in the Secret was published, in UTC. Absent until then. Example: "2026-11-24T03:12:00Z\"""")
                @Nullable
                Instant lastRotationTime,
        @JsonPropertyDescription("Client id of the token in the Secret; not secret. Example: client-0123456789abcdef")
                @Size(max = 256)
                @Nullable
                String clientId,
        @JsonPropertyDescription("Name of the Secret that workloads should read. Example: fraud-scorer-chalk")
                @Size(max = 253)
                @Nullable
                String secretName)
        implements ChalkServiceCredentialStatusBuilder.With {

    public ChalkServiceCredentialStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        unswept = unswept == null ? List.of() : List.copyOf(unswept);
        retiring = retiring == null ? List.of() : List.copyOf(retiring);
        history = history == null ? List.of() : List.copyOf(history);
    }
}
