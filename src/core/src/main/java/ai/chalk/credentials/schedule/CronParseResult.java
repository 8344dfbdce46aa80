// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import java.util.Optional;

/** The result of parsing the texts of a schedule: its slots, or the problem. */
sealed interface CronParseResult permits CronSlots, CronParseResult.Unreadable {

    Optional<CronSlots> slots();

    /** A sentence for users that names the field and the remedy. */
    Optional<String> problem();

    /** The text of one field is invalid. */
    record Unreadable(String message) implements CronParseResult {

        @Override
        public Optional<CronSlots> slots() {
            return Optional.empty();
        }

        @Override
        public Optional<String> problem() {
            return Optional.of(message);
        }
    }
}
