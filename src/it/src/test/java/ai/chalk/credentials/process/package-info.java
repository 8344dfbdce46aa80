/** Tests of the packaged operator as a process of its own; they run once it is packaged. */
@NullMarked
package ai.chalk.credentials.process;

import org.jspecify.annotations.NullMarked;
