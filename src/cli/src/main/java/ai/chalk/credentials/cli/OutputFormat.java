// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

/** What a command prints: text, or JSON with documented, stable fields. */
enum OutputFormat {
    text,
    json
}
