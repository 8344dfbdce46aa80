// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/configuration.md lists the settings that the operator reads, each with its default. */
class ConfigurationDocumentTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| `(\\w+)` \\| ([^|]*) \\|");

    private record Setting(String name, String variable, Optional<String> whenAbsent) {}

    @Test
    void listsTheSettingsOfTheCode() throws IOException {
        assertThat(documented()).extracting(Setting::name).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void namesTheVariablesAndTheirDefaults() throws IOException {
        for (var method : OperatorConfig.class.getDeclaredMethods()) {
            var written = documented().stream()
                    .filter(setting -> setting.name().equals(name(method)))
                    .findFirst()
                    .orElseThrow();

            assertThat(written.variable())
                    .isEqualTo(
                            "CHALK_OPERATOR_" + written.name().replace('-', '_').toUpperCase(Locale.ROOT));
            assertThat(written.whenAbsent())
                    .as(written.name())
                    .isEqualTo(Optional.ofNullable(method.getAnnotation(WithDefault.class))
                            .map(WithDefault::value));
        }
    }

    private static List<String> names() {
        return Arrays.stream(OperatorConfig.class.getDeclaredMethods())
                .map(ConfigurationDocumentTest::name)
                .toList();
    }

    private static String name(Method method) {
        return method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** A default in backquotes is literal. Otherwise the document describes it in words, and the code has none. */
    private static List<Setting> documented() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/configuration.md")))
                .results()
                .map(row -> new Setting(
                        row.group(1),
                        row.group(2),
                        Optional.of(row.group(3))
                                .filter(absent -> absent.startsWith("`"))
                                .map(absent -> absent.replace("`", ""))))
                .toList();
    }
}
