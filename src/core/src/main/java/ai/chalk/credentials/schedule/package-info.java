/**
 * When a token is due, as pure functions of times and texts. It knows nothing of tokens, of Kubernetes, or of what time it
 * is now.
 */
@NullMarked
package ai.chalk.credentials.schedule;

import org.jspecify.annotations.NullMarked;
