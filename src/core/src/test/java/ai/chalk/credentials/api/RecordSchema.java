// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import ai.chalk.credentials.api.v1alpha1.ListType;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks a record together with its schema and adds what the generator cannot: fields that are not nullable in Java are
 * required, lists merge as {@link ListType} says, constants for unknown values are not offered, and shared text formats
 * apply.
 */
final class RecordSchema {

    private RecordSchema() {}

    static void refine(Class<?> record, JSONSchemaProps schema) {
        var required = new ArrayList<String>();
        for (var component : record.getRecordComponents()) {
            var property = schema.getProperties().get(component.getName());
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class) && !isAbsentWhenEmpty(component)) {
                required.add(component.getName());
            }
            refine(component.getAnnotatedType(), property);
            if ("array".equals(property.getType())) {
                merge(component, property);
            }
        }
        schema.setRequired(required);
        withoutRepetition(schema);
    }

    /** A list that is never null in Java, and left out of the JSON when it is empty. */
    private static boolean isAbsentWhenEmpty(RecordComponent component) {
        var include = component.getAccessor().getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_EMPTY;
    }

    private static void refine(AnnotatedType type, JSONSchemaProps schema) {
        for (var annotation : type.getAnnotations()) {
            constrain(annotation, schema);
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            var arguments = generic.getAnnotatedActualTypeArguments();
            if (rawType(generic) == Map.class) {
                refine(arguments[1], schema.getAdditionalProperties().getSchema());
            } else {
                refine(arguments[0], schema.getItems().getSchema());
            }
        } else if (type.getType() instanceof Class<?> plain) {
            refinePlain(plain, schema);
        }
        withoutRepetition(schema);
    }

    private static void refinePlain(Class<?> type, JSONSchemaProps schema) {
        if (type.isRecord()) {
            refine(type, schema);
        } else if (type.isEnum()) {
            withoutUnknown(type, schema);
        } else if (type == Instant.class) {
            schema.setFormat("date-time");
        } else if (type == Long.class) {
            schema.setFormat("int64");
        } else if (type == Integer.class) {
            schema.setFormat("int32");
        }
    }

    private static Class<?> rawType(AnnotatedParameterizedType type) {
        return (Class<?>) ((ParameterizedType) type.getType()).getRawType();
    }

    private static void constrain(Annotation annotation, JSONSchemaProps schema) {
        var form = annotation.annotationType();
        var size = annotation instanceof Size own ? own : form.getAnnotation(Size.class);
        if (size != null) {
            limit(schema, size.max());
        }
        for (var rule : form.getAnnotationsByType(ValidationRule.class)) {
            schema.getXKubernetesValidations()
                    .add(new ValidationRuleBuilder()
                            .withRule(rule.value())
                            .withMessage(rule.message())
                            .withMessageExpression(rule.messageExpression())
                            .build());
        }
    }

    private static void limit(JSONSchemaProps schema, long max) {
        switch (schema.getType()) {
            case "array" -> schema.setMaxItems(max);
            case "object" -> schema.setMaxProperties(max);
            default -> schema.setMaxLength(max);
        }
    }

    private static void merge(RecordComponent component, JSONSchemaProps list) {
        var type = component.getAnnotation(ListType.class);
        if (type == null) {
            list.setXKubernetesListType("atomic");
            return;
        }
        list.setXKubernetesListType(type.value().name().toLowerCase(Locale.ROOT));
        list.setXKubernetesListMapKeys(List.of(type.keys()));
    }

    private static void withoutUnknown(Class<?> type, JSONSchemaProps schema) {
        var unknown = Arrays.stream(type.getFields())
                .filter(field -> field.isAnnotationPresent(JsonEnumDefaultValue.class))
                .map(field -> field.isAnnotationPresent(JsonProperty.class)
                        ? field.getAnnotation(JsonProperty.class).value()
                        : field.getName())
                .toList();
        schema.setEnum(schema.getEnum().stream()
                .filter(value -> !unknown.contains(value.asText()))
                .toList());
    }

    /**
     * The generator finds a rule at the component of a record and at its accessor. Server-side apply refuses the
     * duplicate.
     */
    private static void withoutRepetition(JSONSchemaProps schema) {
        schema.setXKubernetesValidations(new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
    }
}
