// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

/** The promises in docs/design.md, by their numbers there. The last ones have no number. */
enum LifePromise {
    /** The Secret holds a token that Chalk accepts. */
    USABLE_SECRET("docs/design.md, promise 1"),
    /** No status or event contains a value of a Secret. */
    SECRECY("docs/design.md, promise 2"),
    /** A crash loses no token and leaves none behind. */
    NOTHING_LEFT("docs/design.md, promise 3"),
    /** At most two published tokens are valid. */
    TWO_PUBLISHED("docs/design.md, promise 4"),
    /** No token in use is revoked. */
    OVERLAP("docs/design.md, promise 5"),
    /** No revision is published twice, and none is overwritten by an earlier one. */
    REVISIONS("docs/design.md, promise 6"),
    /** A credential at rest causes no calls and no writes. */
    REST("docs/design.md, promise 7"),
    /** The number of issued tokens per hour is limited. */
    ISSUE_LIMIT("docs/design.md, promise 8"),
    /** Ready stays True while the token in the Secret is valid. */
    READINESS("docs/design.md, promise 9"),
    /** A deletion ends in bounded time. */
    DELETION("docs/design.md, promise 10"),
    /** Tokens and Secrets of other owners are not changed. */
    NOT_OURS("docs/design.md, promise 11"),
    /** No token is created for a namespace that accepts no Secrets any more. */
    NOT_IN_VAIN("in vain"),
    /** The token belongs to the environment that the spec names. */
    ENVIRONMENT("environment"),
    /** What the policy retains stays valid. */
    RETENTION("retain"),
    /** A token that was reported as leaked is revoked. */
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
