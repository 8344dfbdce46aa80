/**
 * Both connection kinds: whether they are usable, under which identity, and what credentials may request through them.
 * It knows nothing of how a credential is issued or rotated.
 */
@NullMarked
package ai.chalk.credentials.connection;

import org.jspecify.annotations.NullMarked;
