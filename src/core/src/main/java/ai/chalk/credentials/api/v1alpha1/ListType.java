// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How the API server merges a list, and which elements count as duplicates. A list without this annotation is atomic:
 * one value with one field manager. Changing the type of a list later breaks stored objects.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ListType {

    Kind value();

    /** The fields that identify an element of a list of type map. */
    String[] keys() default {};

    /** The list types, by the names that Kubernetes gives them. */
    enum Kind {
        SET,
        MAP
    }
}
