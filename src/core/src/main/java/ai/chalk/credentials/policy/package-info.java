// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/** What a connection lets credentials do, and which project and environment they mean. Pure: what is known of a connection comes in as a value. */
@NullMarked
package ai.chalk.credentials.policy;

import org.jspecify.annotations.NullMarked;
