/** Tests of the packaged operator as a separate process. They run after packaging. */
@NullMarked
package ai.chalk.credentials.process;

import org.jspecify.annotations.NullMarked;
