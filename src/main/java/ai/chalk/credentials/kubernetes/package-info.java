/** What the operator does in Kubernetes, and how it reads what is stored there; it knows nothing of when or why. */
@NullMarked
package ai.chalk.credentials.kubernetes;

import org.jspecify.annotations.NullMarked;
