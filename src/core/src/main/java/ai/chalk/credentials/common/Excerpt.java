// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import java.nio.charset.StandardCharsets;

/**
 * Texts for people that quote what others have named, such as a tenant's own Chalk: never so long that the API server would
 * refuse a status because of them.
 */
public final class Excerpt {

    /** More than anybody reads, and far below the 32768 that a condition may have. */
    static final int LONGEST = 4096;

    private static final String CUT = "…";

    private Excerpt() {}

    /** The text, or its beginning with a sign that there was more. */
    public static String of(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - CUT.length();
        boolean splitsCharacter = Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splitsCharacter ? end - 1 : end) + CUT;
    }

    /** The same for a limit that counts bytes of UTF-8, as the API server's for a note of an event does. */
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
