/** The custom resources, as data. */
@NullMarked
package ai.chalk.credentials.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
