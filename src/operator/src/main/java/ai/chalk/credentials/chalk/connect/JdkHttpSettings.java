// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

/**
 * Sets the system properties of the JDK's HTTP client for which it has no other setting. It reads them when the first client is
 * made. Values from the command line stay.
 */
final class JdkHttpSettings {

    private JdkHttpSettings() {}

    static void apply() {
        // Empty: user and password of a proxy may be sent for tunnels too, which the JDK forbids by default.
        set("jdk.http.auth.tunneling.disabledSchemes", "");
        // Seconds. The default of Java 17 is 20 minutes, but load balancers and NAT drop idle connections much earlier.
        set("jdk.httpclient.keepalive.timeout", "30");
    }

    private static void set(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
