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
            "Show what is due for a credential and its next three rotations; with -f, show what an edit would do.",
            "The file is sent to the API server as a dry run, so nothing is changed."
        })
final class PlanCommand implements Callable<Integer> {

    private final CommandIo io;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description = "The file with the edited credentials; - for the standard input.")
    private @Nullable String file;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The name of the credential; not together with -f.")
    private @Nullable String name;

    PlanCommand(CommandIo io) {
        this.io = io;
    }

    @Override
    public Integer call() {
        try (var cluster = ClusterAccess.open(options)) {
            var now = io.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            var observations = new LocalObservationReader(
                    cluster, OperatorSettings.limits(cluster, options.operatorNamespace), now);
            var plans = plans(cluster, observations);
            io.out().print(options.output == OutputFormat.json ? JsonOutput.write(new Plans(plans)) : text(plans, now));
            return ExitCode.DONE;
        }
    }

    private List<PlanView> plans(ClusterClient cluster, LocalObservationReader observations) {
        var credential = name;
        var edited = file;
        if ((credential == null) == (edited == null)) {
            throw CommandFailure.usage("specify a credential, or a file with -f");
        }
        if (edited == null) {
            var live = cluster.get(cluster.namespace(options), Objects.requireNonNull(credential));
            return List.of(PlanBuilder.unchanged(
                    observations.read(Optional.of(live), live).of(live)));
        }
        return ManifestFile.read(edited, io).stream()
                .map(object -> plan(cluster, observations, object))
                .toList();
    }

    private PlanView plan(
            ClusterClient cluster, LocalObservationReader observations, GenericKubernetesResource written) {
        var metadata = written.getMetadata();
        var namespace = Optional.ofNullable(metadata.getNamespace()).orElseGet(() -> cluster.namespace(options));
        metadata.setNamespace(namespace);
        return cluster.find(namespace, metadata.getName())
                .map(live -> edit(cluster, observations, written, live))
                .orElseGet(() -> {
                    var created = cluster.dryRun(written, false);
                    return PlanBuilder.creation(
                            observations.read(Optional.empty(), created).of(created));
                });
    }

    /** Compares two answers of the API server, so that both have passed through the same defaults. */
    private static PlanView edit(
            ClusterClient cluster,
            LocalObservationReader observations,
            GenericKubernetesResource written,
            ChalkServiceCredential live) {
        var edited = cluster.dryRun(merged(cluster.generic(live), written), true);
        var changes = SpecDifference.between(spec(cluster, live), spec(cluster, edited));
        var unedited = observations.read(Optional.of(live), live).of(live);
        return PlanBuilder.edit(observations.read(Optional.of(live), edited).of(edited), unedited, changes);
    }

    /** The object with the spec of the file, and with the labels and annotations of the file added. */
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
        var colors = io.colors(options);
        return String.join(
                "\n",
                plans.stream()
                        .map(plan -> new PlanText(plan, now, colors).text())
                        .toList());
    }

    /** The JSON of the command. */
    record Plans(List<PlanView> plans) {}
}
