// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The quick start, and the environment of {@code quarkus:dev}: a cluster, a simulated Chalk and the packaged operator
 * on one machine, without a container runtime. The operator must not depend on this package.
 */
@NullMarked
package ai.chalk.credentials.dev.quickstart;

import org.jspecify.annotations.NullMarked;
