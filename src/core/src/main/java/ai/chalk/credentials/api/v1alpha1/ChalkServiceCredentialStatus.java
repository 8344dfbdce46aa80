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
 * What the operator has done and will do next. It holds no secret. Anyone who may write statuses in a namespace can forge
 * it, so nothing in it alone justifies touching a token in Chalk. Its limits are far above what is ever written: a status that the
 * API server refused would keep a published token from being recorded.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record ChalkServiceCredentialStatus(
        @JsonPropertyDescription(
                        """
                Generation of the spec that this status describes; -1 until the operator has reconciled the object.
                Example: 4""")
                @Nullable
                Long observedGeneration,
        @JsonPropertyDescription(
                        """
                Ready is True while the Secret holds a usable token, even if something else is wrong. The other
                conditions are present only while they are true: Reconciling, Stalled (a person must act),
                RotationOverdue, RevocationBlocked, ScheduleNeverFires, RolloutFailed. Example: [{type: Ready, status:
                "True", reason: Issued, message: "…"}]""")
                @ListType(value = ListType.Kind.MAP, keys = "type")
                @Size(max = 16)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<Condition> conditions,
        @JsonPropertyDescription(
                        """
                The Secret as a provisioned service of the Service Binding specification. Set only with the format
                ServiceBinding. Example: {name: fraud-scorer-chalk}""")
                @Nullable
                Binding binding,
        @JsonPropertyDescription(
                        """
                The highest revision that the operator has begun. A revision is never reused. Example: 4""")
                @Nullable
                Long highestRevision,
        @JsonPropertyDescription("The token that the Secret holds. Not set until the first token is published.")
                @Nullable
                CurrentToken current,
        @JsonPropertyDescription(
                        """
                The attempt to issue a token that is in progress. The operator writes it before it creates anything in
                Chalk. Not set between attempts.""")
                @Nullable
                PendingToken pending,
        @JsonPropertyDescription(
                        """
                Environments in which superseded attempts may have left tokens, and which the operator must still
                search: at most 256. Not set if there are none.""")
                @Size(max = 256)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<UnsweptEnvironment> unswept,
        @JsonPropertyDescription(
                        """
                Predecessors that are still valid, and what delays their revocation: at most 256. Not set if there are
                none.""")
                @Size(max = 256)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<RetiringToken> retiring,
        @JsonPropertyDescription("Upcoming rotations, and the requests that were already carried out.") @Nullable
                RotationStatus rotation,
        @JsonPropertyDescription("The last failure, and the steps that wait for a retry. Not set while nothing fails.")
                @Nullable
                Failure failure,
        @JsonPropertyDescription("The last ten revisions, newest first. Not set until the first token is published.")
                @Size(max = 10)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<HistoryEntry> history,
        @JsonPropertyDescription(
                        """
                When the next rotation is due, in UTC. Not set if none is planned. Example: "2026-12-24T03:12:00Z\"""")
                @Size(max = 64)
                @Nullable
                String nextRotationTime,
        @JsonPropertyDescription(
                        """
                When the token in the Secret was published, in UTC. Not set until the first token is published. Example:
                "2026-11-24T03:12:00Z\"""")
                @Nullable
                Instant lastRotationTime,
        @JsonPropertyDescription("Client id of the token in the Secret; not secret. Example: client-0123456789abcdef")
                @Size(max = 256)
                @Nullable
                String clientId,
        @JsonPropertyDescription("Name of the Secret from which workloads read the token. Example: fraud-scorer-chalk")
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
