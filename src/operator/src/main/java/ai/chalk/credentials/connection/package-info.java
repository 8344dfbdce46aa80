/**
 * Both connection kinds: are they usable, as whom, and what may be asked through them. It knows nothing of how a credential
 * is issued or rotated.
 */
@NullMarked
package ai.chalk.credentials.connection;

import org.jspecify.annotations.NullMarked;
