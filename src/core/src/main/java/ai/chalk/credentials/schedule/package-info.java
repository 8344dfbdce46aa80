/**
 * Computes when a token is due, with pure functions of times and texts. It knows nothing of tokens, of Kubernetes, or
 * of the current time.
 */
@NullMarked
package ai.chalk.credentials.schedule;

import org.jspecify.annotations.NullMarked;
