/** Helpers that tests of several packages share. */
@NullMarked
package ai.chalk.credentials.testing;

import org.jspecify.annotations.NullMarked;
