// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/** What a connection allows for credentials, and how their project and environment are resolved. Pure functions of the connection's state. */
@NullMarked
package ai.chalk.credentials.policy;

import org.jspecify.annotations.NullMarked;
