// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How fast credentials were issued, by the operator or by whoever makes the same writes.
 *
 * @param time from the first write to the last
 * @param use of the processors meanwhile
 */
record IssueRun(int credentials, Duration time, CpuUse use) {

    static final String API_SERVER = "API server";
    static final String OPERATOR = "operator";

    private static final double MILLIS = 1000;

    static IssueRun between(Instant first, Instant last, int credentials, CpuLog log) {
        return new IssueRun(credentials, Duration.between(first, last), log.between(first, last));
    }

    double perSecond() {
        return credentials * (double) TimeUnit.SECONDS.toNanos(1) / time.toNanos();
    }

    /** The less, the more of the time the API server was at work; where it had to share processors, as far as it could be. */
    double secondsPerApiServerSecond() {
        return use.seconds() / use.of(API_SERVER);
    }

    double apiServerMillisEach() {
        return MILLIS * use.of(API_SERVER) / credentials;
    }
}
