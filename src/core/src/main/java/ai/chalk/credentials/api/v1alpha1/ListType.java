// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How the API server merges a list and which elements count as duplicates; a list without it is atomic, one value with one
 * owner. Changing it later breaks stored objects.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ListType {

    Kind value();

    /** The fields that tell the elements of a map apart. */
    String[] keys() default {};

    /** The names that Kubernetes gives to these. */
    enum Kind {
        SET,
        MAP
    }
}
