// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            *                     | api.chalk.ai
            api.chalk.ai          | api.chalk.ai
            API.Chalk.AI          | api.chalk.ai
            chalk.ai              | api.chalk.ai
            .chalk.ai             | api.chalk.ai
            *.chalk.ai            | api.chalk.ai
            x, ,chalk.ai y        | api.chalk.ai
            api.chalk.ai:443      | api.chalk.ai
            x.org, api.chalk.ai   | api.chalk.ai
            .svc,.cluster.local   | chalk.team.svc
            10.0.0.0/8            | 10.200.3.4
            10.1.2.3              | 10.1.2.3
            10.1.2.3:443          | 10.1.2.3
            192.168.4.0/22        | 192.168.7.255
            fd00::/8              | [fd12::1]
            ::ffff:1              | [::ffff:1]
            [fd00::1]:443         | [fd00::1]
            ''                    | localhost
            ''                    | 127.0.0.1
            ''                    | 127.8.8.8
            ''                    | [::1]
            """)
    void exempts(String list, String host) {
        assertThat(new NoProxyRules(list).exempts(host, 443)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                    | api.chalk.ai
            halk.ai               | api.chalk.ai
            chalk.org             | api.chalk.ai
            a.api.chalk.ai        | api.chalk.ai
            .chalk.ai             | chalk.ai
            *.chalk.ai            | chalk.ai
            api.chalk.ai:8443     | api.chalk.ai
            api.chalk.ai.         | api.chalk.ai
            10.0.0.0/8            | 11.0.0.1
            10.0.0.0/8            | ten.chalk.ai
            192.168.4.0/22        | 192.168.8.0
            10.0.0.0/33           | 10.0.0.0
            10.0.0.0/x            | 10.0.0.0
            chalk/8               | 10.0.0.0
            fd00::/8              | 10.0.0.0
            300.0.0.1             | 10.0.0.0
            """)
    void doesNotExempt(String list, String host) {
        assertThat(new NoProxyRules(list).exempts(host, 443)).isFalse();
    }
}
