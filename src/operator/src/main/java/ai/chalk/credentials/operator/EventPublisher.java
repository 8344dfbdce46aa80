// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.common.Excerpt;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Publishes events in {@code events.k8s.io/v1}. An event that cannot be written is dropped, because nothing depends on
 * it.
 */
public final class EventPublisher {

    private static final Logger LOG = Logger.getLogger(EventPublisher.class);
    private static final DateTimeFormatter MICRO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    /** The API server refuses an event with a longer note. */
    private static final int NOTE_BYTES = 1024;

    private final KubernetesClient client;
    private final String instance;

    /**
     * Publishes through that client.
     *
     * @param instance the name of the publishing process, such as the Pod's name
     */
    public EventPublisher(KubernetesClient client, String instance) {
        this.client = client;
        this.instance = instance;
    }

    /**
     * Publishes an event about an object at {@code time}. Events about cluster-scoped objects must be in the namespace
     * default.
     */
    public void publish(HasMetadata about, boolean warning, String reason, String action, String note, Instant time) {
        var metadata = about.getMetadata();
        var regarding = new ObjectReferenceBuilder()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .build();
        var event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(metadata.getName() + "-")
                .withNamespace(Objects.requireNonNullElse(metadata.getNamespace(), "default"))
                .endMetadata()
                .withEventTime(new MicroTime(MICRO.format(time)))
                .withReportingController(WellKnownNames.DOMAIN + "/" + WellKnownNames.OPERATOR)
                .withReportingInstance(instance)
                .withRegarding(regarding)
                .withType(warning ? "Warning" : "Normal")
                .withReason(reason)
                .withAction(action)
                .withNote(Excerpt.ofBytes(note, NOTE_BYTES))
                .build();
        try {
            client.events().v1().events().resource(event).create();
        } catch (KubernetesClientException e) {
            LOG.warnf("event not written reason=%s httpStatus=%d", reason, e.getCode());
        }
    }
}
