// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.Properties;

/** The JDK that goes into the image. Java gets security fixes every three months, so an old release has known vulnerabilities. */
record JdkRelease(String version, String vendor, LocalDate date) {

    private static final Period LIMIT = Period.ofMonths(6);

    /** Reads it from the system properties of that JDK. */
    static JdkRelease of(Properties properties) {
        return new JdkRelease(
                properties.getProperty("java.runtime.version"),
                properties.getProperty("java.vendor"),
                LocalDate.parse(properties.getProperty("java.version.date")));
    }

    /** For people. */
    String line() {
        return "JDK: %s by %s, released on %s".formatted(version, vendor, date);
    }

    /** What is wrong with its age on that day. */
    Optional<String> warning(LocalDate today) {
        return date.plus(LIMIT).isBefore(today)
                ? Optional.of(
                        "WARNING: this JDK was released more than six months ago. It lacks later security fixes: set"
                                + " JAVA_HOME to a newer release.")
                : Optional.empty();
    }
}
