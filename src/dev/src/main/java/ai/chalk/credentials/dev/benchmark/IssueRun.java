// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How fast credentials were issued, by the operator or by a program that makes the same writes.
 *
 * @param time from the first write to the last
 * @param use of the processors during that time
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

    /** The smaller, the larger the share of the time in which the API server worked, as far as it got a processor. */
    double secondsPerApiServerSecond() {
        return use.seconds() / use.of(API_SERVER);
    }

    double apiServerMillisEach() {
        return MILLIS * use.of(API_SERVER) / credentials;
    }
}
