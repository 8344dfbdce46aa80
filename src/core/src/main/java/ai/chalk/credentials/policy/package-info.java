// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * What a connection allows credentials to do, and which project and environment they mean. Pure: the state of a
 * connection is passed in as a value.
 */
@NullMarked
package ai.chalk.credentials.policy;

import org.jspecify.annotations.NullMarked;
