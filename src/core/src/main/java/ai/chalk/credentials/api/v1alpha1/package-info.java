/** The custom resources as Java records. */
@NullMarked
package ai.chalk.credentials.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
