// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedApiServersTest {

    @ParameterizedTest
    @CsvSource({
        "https://*, https://api.chalk.ai",
        "https://*, https://api.chalk.ai/",
        "https://*, https://chalk.internal:8443",
        "https://*, http://localhost:8080",
        "https://*, http://127.0.0.1:8080",
        "https://*, http://127.1.2.3",
        "https://*, http://[::1]:8080",
        "https://api.chalk.ai, https://API.chalk.ai:443",
        "https://*.chalk.ai, https://a.b.chalk.ai",
        "https://api.chalk.ai:*, https://api.chalk.ai:8443",
        "http://chalk.chalk-system.svc, http://chalk.chalk-system.svc:80",
        "http://*.svc:8080, http://chalk.chalk-system.svc:8080",
    })
    void allows(String glob, String apiServer) {
        assertThat(new AllowedApiServers(List.of(glob)).refusal(apiServer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://*, http://api.chalk.ai",
        "https://*, http://127.0.0.1.evil.example",
        "https://*, http://localhost.evil.example",
        "https://api.chalk.ai, https://api.chalk.ai:8443",
        "https://api.chalk.ai, https://api.chalk.ai.evil.example",
        "https://api.chalk.ai, https://apixchalk.ai",
        "https://*.chalk.ai, https://chalk.ai",
        "https://*.chalk.ai, https://evilchalk.ai",
        "http://chalk.svc, https://chalk.svc",
    })
    void refuses(String glob, String apiServer) {
        assertThat(new AllowedApiServers(List.of(glob)).refusal(apiServer))
                .contains("spec.apiServer %s is not allowed: the operator's setting allowed-api-servers is %s"
                        .formatted(apiServer, glob));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.chalk.ai",
                "ftp://api.chalk.ai",
                "https://",
                "https://evil.example/.chalk.ai",
                "https://evil.example?.chalk.ai",
                "https://evil.example#.chalk.ai",
                "https://user@api.chalk.ai",
                "https://evil.example:8443.chalk.ai",
                "https://api.chalk.ai /",
                "https:api.chalk.ai",
            })
    void refusesEverythingButAnOrigin(String apiServer) {
        assertThat(new AllowedApiServers(List.of("https://*")).refusal(apiServer))
                .contains("spec.apiServer \"%s\" must be https:// and a host, such as https://api.chalk.ai"
                        .formatted(apiServer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "api.chalk.ai", "ftp://x", "https://", "https://api.chalk.ai/", "https://a b"})
    void startFailsOnAGlobThatCouldNeverMatch(String glob) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AllowedApiServers(List.of(glob)))
                .withMessage("allowed-api-servers: \"" + glob
                        + "\" must be https:// or http:// and a host, such as https://*.chalk.ai");
    }

    @Test
    void anEmptySettingAllowsLoopbackOnly() {
        var none = new AllowedApiServers(List.of());

        assertThat(none.refusal("http://127.0.0.1:1")).isEmpty();
        assertThat(none.refusal("https://api.chalk.ai"))
                .contains("spec.apiServer https://api.chalk.ai is not allowed: the operator's setting"
                        + " allowed-api-servers is empty");
    }
}
