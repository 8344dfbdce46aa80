// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class JdkReleaseTest {

    private final JdkRelease release = new JdkRelease("25.0.3+9-LTS", "Eclipse Adoptium", LocalDate.of(2026, 4, 21));

    @Test
    void warnsOfAReleaseThatIsMoreThanSixMonthsOld() {
        assertThat(release.warning(LocalDate.of(2026, 10, 22)))
                .hasValueSatisfying(warning -> assertThat(warning).contains("more than six months ago"));
    }

    @Test
    void acceptsAReleaseOfSixMonths() {
        assertThat(release.warning(LocalDate.of(2026, 10, 21))).isEmpty();
        assertThat(release.warning(LocalDate.of(2026, 4, 21))).isEmpty();
    }

    @Test
    void readsTheRunningJdk() {
        assertThat(JdkRelease.of(System.getProperties()).line())
                .contains(System.getProperty("java.version"), System.getProperty("java.vendor"));
    }

    @Test
    void showsVersionVendorAndDate() {
        var properties = new Properties();
        properties.setProperty("java.runtime.version", "25.0.3+9-LTS");
        properties.setProperty("java.vendor", "Eclipse Adoptium");
        properties.setProperty("java.version.date", "2026-04-21");

        assertThat(JdkRelease.of(properties)).isEqualTo(release);
        assertThat(release.line()).isEqualTo("JDK: 25.0.3+9-LTS by Eclipse Adoptium, released on 2026-04-21");
    }
}
