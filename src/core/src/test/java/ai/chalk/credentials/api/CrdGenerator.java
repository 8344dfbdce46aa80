// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationStatus;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ClusterChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Generates the CRDs from the Java types, which are their only source. */
final class CrdGenerator {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build())
            .build();

    private CrdGenerator() {}

    /** The library keeps state between threads, so only one generates at a time. */
    static synchronized List<CustomResourceDefinition> generate() {
        var crds = new ArrayList<CustomResourceDefinition>();
        new CRDGenerator()
                .customResourceClasses(
                        ChalkServiceCredential.class,
                        ChalkConnection.class,
                        ClusterChalkConnection.class,
                        ChalkRevocation.class)
                .forCRDVersions("v1")
                .withParallelGenerationEnabled(false)
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata generated, String crdSpecVersion) {
                        var crd = (CustomResourceDefinition) generated;
                        finish(crd);
                        crds.add(crd);
                        return crd;
                    }
                })
                .withOutput(new Discarded())
                .generate();
        return crds;
    }

    private static void finish(CustomResourceDefinition crd) {
        var version = crd.getSpec().getVersions().get(0);
        var root = version.getSchema().getOpenAPIV3Schema();
        var spec = root.getProperties().get("spec");
        switch (crd.getSpec().getNames().getKind()) {
            case "ChalkServiceCredential" -> {
                describe(version, ChalkServiceCredential.class);
                refine(root, ChalkServiceCredentialSpec.class, ChalkServiceCredentialStatus.class);
                limitName(root);
            }
            case "ChalkConnection" -> {
                describe(version, ChalkConnection.class);
                refine(root, ConnectionSpec.class, ConnectionStatus.class);
                KindRules.forNamespace(spec);
            }
            case "ClusterChalkConnection" -> {
                describe(version, ClusterChalkConnection.class);
                refine(root, ConnectionSpec.class, ConnectionStatus.class);
                KindRules.forCluster(spec);
            }
            case "ChalkRevocation" -> {
                describe(version, ChalkRevocation.class);
                refine(root, ChalkRevocationSpec.class, ChalkRevocationStatus.class);
            }
            default ->
                throw new IllegalStateException(
                        "No rules for " + crd.getMetadata().getName());
        }
        Descriptions.wrap(root);
    }

    private static void refine(JSONSchemaProps root, Class<?> spec, Class<?> status) {
        RecordSchema.refine(spec, root.getProperties().get("spec"));
        RecordSchema.refine(status, root.getProperties().get("status"));
        root.getProperties().get("spec").setDescription("The desired state. Required.");
        root.getProperties().get("status").setDescription("The observed state.");
        // Without this default, an object that the operator has not reconciled yet would count as current.
        root.getProperties()
                .get("status")
                .setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
        root.setRequired(List.of("spec"));
    }

    /** The generator sorts columns by their path; kubectl shows them in the order of the list. */
    private static void describe(CustomResourceDefinitionVersion version, Class<?> kind) {
        var order = Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        version.getSchema()
                .getOpenAPIV3Schema()
                .setDescription(kind.getAnnotation(JsonClassDescription.class).value());
        version.getAdditionalPrinterColumns().sort(Comparator.comparingInt(column -> order.indexOf(column.getName())));
    }

    /**
     * The only rule at a root, and it must stay the only one. The API server checks such a rule on every write, so a
     * later one would keep old objects from losing their finalizer. The name cannot change, so no object that was once
     * accepted can violate this rule.
     */
    private static void limitName(JSONSchemaProps root) {
        root.getProperties()
                .put(
                        "metadata",
                        new JSONSchemaPropsBuilder()
                                .withType("object")
                                .addToProperties(
                                        "name",
                                        new JSONSchemaPropsBuilder()
                                                .withType("string")
                                                .build())
                                .build());
        root.getXKubernetesValidations()
                .add(new ValidationRuleBuilder()
                        .withRule("self.metadata.name.size() <= 63")
                        .withFieldPath(".metadata.name")
                        .withMessage(
                                "must have at most 63 characters, because labels and annotations carry the name: shorten it")
                        .build());
    }

    static String write(CustomResourceDefinition crd) {
        try {
            return YAML.writeValueAsString(crd);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + crd.getMetadata().getName(), e);
        }
    }

    /** Discards the generator's own files, which use other quotes and another order. */
    private static final class Discarded implements CRDGenerator.CRDOutput<OutputStream> {

        @Override
        public OutputStream outputFor(String name) {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void close() {}
    }
}
