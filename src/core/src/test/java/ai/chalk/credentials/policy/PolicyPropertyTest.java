// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import static ai.chalk.credentials.policy.PolicyFixture.CLUSTER;
import static ai.chalk.credentials.policy.PolicyFixture.NAMESPACE;
import static ai.chalk.credentials.policy.PolicyFixture.OWN;
import static ai.chalk.credentials.policy.PolicyFixture.TARGET;
import static ai.chalk.credentials.policy.PolicyFixture.connection;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.Permissions;
import ai.chalk.credentials.policy.PolicyFixture.Rules;
import ai.chalk.credentials.policy.PolicyFixture.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks random policies and permissions against a second implementation of the rule that shares no code with the
 * first.
 */
class PolicyPropertyTest {

    private static final String ESCALATING =
            "(tokens|team|secrets|billing|internal)[._].*|project[._]create|environment[._]create|infrastructure[._]write"
                    + "|migrate[._]execute|agents[._]write|chalk[._]admin|auth[._]service[._]manager";
    private static final List<String> SLUGS = Stream.of(
                    Permissions.grantable().stream().sorted(),
                    Permissions.ungrantable().stream().sorted(),
                    Stream.of("internal.debug", "brand.new", "tokens_write.all", "tokens.write_all", "team_x.y"),
                    Stream.of("auth.service_manager", "billing_read.x", "internal_x.y", "query_online.x"))
            .flatMap(all -> all)
            .toList();

    @Test
    void whatPassesHoldsNoEscalatingPermissionThatThePolicyDoesNotName() {
        var random = new Random(20261124);
        int passed = 0;
        int passedWithEscalating = 0;
        for (int round = 0; round < 20_000; round++) {
            var globs = globs(random);
            var slugs = some(random, SLUGS, 1 + random.nextInt(3));
            var rules = globs.isEmpty() ? Rules.none() : Rules.permissions(globs.toArray(String[]::new));
            var connection = connection(random.nextBoolean() ? CLUSTER : OWN, rules);
            var wanted = Wanted.permissions(slugs.toArray(String[]::new)).spec();

            if (new PolicyCheck().refusal(connection, wanted, TARGET, NAMESPACE).isEmpty()) {
                passed++;
                var escalating =
                        slugs.stream().filter(slug -> slug.matches(ESCALATING)).toList();
                passedWithEscalating += escalating.isEmpty() ? 0 : 1;
                assertThat(escalating)
                        .as("policy %s, credential %s", globs, slugs)
                        .allMatch(slug -> globs.stream().anyMatch(glob -> names(glob, slug)));
            }
        }
        assertThat(passed).as("the loop must not be idle").isGreaterThan(1_000);
        assertThat(passedWithEscalating).isGreaterThan(100);
    }

    private static boolean names(String glob, String slug) {
        return glob.equals(slug)
                || (glob.matches(".+[.][*]")
                        && slug.matches(glob.replace(".", "\\.").replace("*", ".*")));
    }

    private static List<String> globs(Random random) {
        var globs = new ArrayList<String>();
        for (var slug : some(random, SLUGS, random.nextInt(8))) {
            globs.add(random.nextBoolean() ? slug : slug.substring(0, slug.indexOf('.')) + ".*");
        }
        if (random.nextInt(3) == 0) {
            globs.add("*");
        }
        return globs;
    }

    private static List<String> some(Random random, List<String> from, int count) {
        return Stream.generate(() -> from.get(random.nextInt(from.size())))
                .limit(count)
                .toList();
    }
}
