// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The keys, tokens and kubeconfigs of a cluster. Only their owner can read them. */
final class AccessFiles {
    private static final int KEY_BITS = 2048;
    private static final int TOKEN_BYTES = 32;

    private AccessFiles() {}

    /** Writes the key with which the tokens of service accounts are signed. */
    static void writeSigningKey(Path file) throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            var encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            write(file, "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java runtime must support it.
        }
    }

    /** Writes the file by which the API server accepts the returned token as that of its administrator. */
    static String writeAdminToken(Path file) throws IOException {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        var token = HexFormat.of().formatHex(bytes);
        write(file, token + ",admin,admin,\"system:masters\"\n");
        return token;
    }

    static void writeKubeconfig(Path file, String server, Path certificate, String token) throws IOException {
        write(
                file,
                """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: embedded
                    cluster:
                      server: %s
                      certificate-authority-data: %s
                users:
                  - name: user
                    user:
                      token: %s
                contexts:
                  - name: embedded
                    context: {cluster: embedded, user: user}
                current-context: embedded
                """
                        .formatted(server, Base64.getEncoder().encodeToString(Files.readAllBytes(certificate)), token));
    }

    private static void write(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, content);
    }
}
