// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Generates {@code XBuilder} for a record {@code X}, and its withers as {@code XBuilder.With}, so that no component is passed
 * by its position. The builder asks for each required component in turn: one that is forgotten does not compile. Components
 * that are {@code @Nullable}, an {@code Optional} or a collection may be left out.
 */
@RecordBuilder.Template(
        options =
                @RecordBuilder.Options(
                        builderMode = RecordBuilder.BuilderMode.STAGED_REQUIRED_ONLY,
                        useImmutableCollections = true,
                        allowNullableCollections = true,
                        interpretNotNulls = true,
                        defaultNotNull = true,
                        inheritComponentAnnotations = false,
                        addStaticBuilder = false,
                        enableGetters = false,
                        addClassRetainedGenerated = true))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface WithBuilder {}
