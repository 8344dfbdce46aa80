// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

/** What a command prints: text for people, or JSON whose fields are documented and kept. */
enum OutputFormat {
    text,
    json
}
