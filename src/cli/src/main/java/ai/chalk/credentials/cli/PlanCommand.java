// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = {
            "Shows what is due for a credential and its next three rotations; with -f what an edit would do.",
            "The file is sent to the API server as a dry run. Nothing is changed."
        })
final class PlanCommand implements Callable<Integer> {

    private final CommandIo surroundings;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description = "Manifests with edited credentials; - reads the standard input.")
    private @Nullable String file;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The credential; not together with -f.")
    private @Nullable String name;

    PlanCommand(CommandIo surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (var cluster = ClusterAccess.open(options)) {
            var now = surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            var sights = new LocalObservationReader(
                    cluster, OperatorSettings.limits(cluster, options.operatorNamespace), now);
            var plans = plans(cluster, sights);
            surroundings
                    .out()
                    .print(options.output == OutputFormat.json ? JsonOutput.write(new Plans(plans)) : text(plans, now));
            return ExitCode.DONE;
        }
    }

    private List<PlanView> plans(ClusterClient cluster, LocalObservationReader sights) {
        var wanted = name;
        var edited = file;
        if ((wanted == null) == (edited == null)) {
            throw CommandFailure.usage("name a credential, or a file with -f");
        }
        if (edited == null) {
            var live = cluster.get(cluster.namespace(options), Objects.requireNonNull(wanted));
            return List.of(
                    PlanBuilder.asItIs(sights.look(Optional.of(live), live).of(live)));
        }
        return ManifestFile.read(edited, surroundings, cluster.client().getKubernetesSerialization()).stream()
                .map(object -> plan(cluster, sights, object))
                .toList();
    }

    private PlanView plan(ClusterClient cluster, LocalObservationReader sights, GenericKubernetesResource written) {
        var metadata = written.getMetadata();
        var namespace = Optional.ofNullable(metadata.getNamespace()).orElseGet(() -> cluster.namespace(options));
        metadata.setNamespace(namespace);
        return cluster.find(namespace, metadata.getName())
                .map(live -> edit(cluster, sights, written, live))
                .orElseGet(() -> {
                    var created = cluster.dryRun(written, false);
                    return PlanBuilder.creation(
                            sights.look(Optional.empty(), created).of(created));
                });
    }

    /** What is compared is what the API server answers, so that both have passed through the same defaults. */
    private static PlanView edit(
            ClusterClient cluster,
            LocalObservationReader sights,
            GenericKubernetesResource written,
            ChalkServiceCredential live) {
        var edited = cluster.dryRun(merged(cluster.generic(live), written), true);
        var changes = SpecDifference.between(spec(cluster, live), spec(cluster, edited));
        var unedited = sights.look(Optional.of(live), live).of(live);
        return PlanBuilder.edit(sights.look(Optional.of(live), edited).of(edited), unedited, changes);
    }

    /** The file's spec in the place of the object's; labels and annotations of the file are added. */
    private static GenericKubernetesResource merged(GenericKubernetesResource live, GenericKubernetesResource written) {
        live.setAdditionalProperty("spec", written.getAdditionalProperties().get("spec"));
        live.getMetadata()
                .setLabels(added(
                        live.getMetadata().getLabels(), written.getMetadata().getLabels()));
        live.getMetadata()
                .setAnnotations(added(
                        live.getMetadata().getAnnotations(),
                        written.getMetadata().getAnnotations()));
        return live;
    }

    private static Map<String, String> added(@Nullable Map<String, String> to, @Nullable Map<String, String> more) {
        var all = new HashMap<>(Objects.requireNonNullElse(to, Map.<String, String>of()));
        all.putAll(Objects.requireNonNullElse(more, Map.<String, String>of()));
        return all;
    }

    private static JsonNode spec(ClusterClient cluster, ChalkServiceCredential credential) {
        return cluster.client().getKubernetesSerialization().convertValue(credential.getSpec(), JsonNode.class);
    }

    private String text(List<PlanView> plans, Instant now) {
        var ink = surroundings.ink(options);
        return String.join(
                "\n",
                plans.stream().map(plan -> new PlanText(plan, now, ink).text()).toList());
    }

    /** The JSON of a plan. */
    record Plans(List<PlanView> plans) {}
}
