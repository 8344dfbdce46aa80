// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

/**
 * What the JDK's HTTP client can only be told by system properties, which it reads when its first client is made. Values
 * that were given on the command line stay.
 */
final class JdkHttpSettings {

    private JdkHttpSettings() {}

    static void apply() {
        // Empty: user and password of a proxy may be sent for a tunnel too, which the JDK forbids by default.
        set("jdk.http.auth.tunneling.disabledSchemes", "");
        // Seconds; the default of Java 17 is 20 minutes, by when anything in between has long forgotten the connection.
        set("jdk.httpclient.keepalive.timeout", "30");
    }

    private static void set(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
