// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes that serve as short names for long texts. They are the same in every process and every version. */
public final class Fingerprint {

    private static final int HEX_LENGTH = 16;

    private Fingerprint() {}

    /** 16 hexadecimal digits of the text's SHA-256. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, HEX_LENGTH);
    }

    /** The first 64 bits of the text's SHA-256, which are evenly distributed. */
    public static long number(String text) {
        return ByteBuffer.wrap(sha256(text)).getLong();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
