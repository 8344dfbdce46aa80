// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

/**
 * Colours, where a person watches and has not asked for none.
 *
 * @param used whether any is used
 */
record Ink(boolean used) {

    private static final String PLAIN = "\u001B[0m";

    String bold(String text) {
        return in("\u001B[1m", text);
    }

    String dim(String text) {
        return in("\u001B[2m", text);
    }

    String good(String text) {
        return in("\u001B[32m", text);
    }

    String doubtful(String text) {
        return in("\u001B[33m", text);
    }

    String bad(String text) {
        return in("\u001B[31m", text);
    }

    private String in(String style, String text) {
        return used ? style + text + PLAIN : text;
    }
}
