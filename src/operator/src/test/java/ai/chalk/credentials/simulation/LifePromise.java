// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

/** What the design promises of a credential, by the number that it has there; the last ones have none. */
enum LifePromise {
    /** The Secret holds a token that Chalk accepts. */
    USABLE_SECRET("promise 1"),
    /** No value of a Secret is told. */
    SECRECY("promise 2"),
    /** A crash loses nothing and leaves nothing. */
    NOTHING_LEFT("promise 3"),
    /** At most two published tokens live. */
    TWO_PUBLISHED("promise 4"),
    /** Nothing that is in use is revoked. */
    OVERLAP("promise 5"),
    /** No revision is published twice, and none is overwritten by an earlier one. */
    REVISIONS("promise 6"),
    /** Rest costs nothing. */
    REST("promise 7"),
    /** There is a limit of issues. */
    ISSUE_LIMIT("promise 8"),
    /** Ready is not lost while nothing is wrong. */
    READINESS("promise 9"),
    /** A deletion ends. */
    DELETION("promise 10"),
    /** What is not ours is not touched. */
    NOT_OURS("promise 11"),
    /** Nothing is created for a namespace that takes no Secret any more. */
    NOT_IN_VAIN("in vain"),
    /** The token is one of the environment that the spec names. */
    ENVIRONMENT("environment"),
    /** What the policy keeps lives on. */
    RETENTION("retain"),
    /** What was reported as leaked dies. */
    LEAKS("leak");

    private final String words;

    LifePromise(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
