// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import java.nio.charset.StandardCharsets;

/**
 * Shortens messages that quote names chosen by others, such as those in a tenant's own Chalk. Otherwise the API server
 * could refuse a status because of its length.
 */
public final class Excerpt {

    /** More than users read, and far below the 32768 characters that a condition may have. */
    static final int LONGEST = 4096;

    private static final String CUT = "…";

    private Excerpt() {}

    /** The text, or its beginning with a mark that it was cut. */
    public static String of(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - CUT.length();
        boolean splitsCharacter = Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splitsCharacter ? end - 1 : end) + CUT;
    }

    /** The same with a limit in bytes of UTF-8, as the API server has it for the note of an event. */
    public static String ofBytes(String text, int most) {
        if (bytes(text) <= most) {
            return text;
        }
        int left = most - bytes(CUT);
        int end = 0;
        while (left >= bytes(Character.toString(text.codePointAt(end)))) {
            var character = Character.toString(text.codePointAt(end));
            left -= bytes(character);
            end += character.length();
        }
        return text.substring(0, end) + CUT;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
