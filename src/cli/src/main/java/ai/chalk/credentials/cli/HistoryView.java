// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The last ten revisions of a credential, newest first; its components are the fields of the JSON. */
record HistoryView(String namespace, String name, List<HistoryEntry> history) {

    static HistoryView of(ChalkServiceCredential credential) {
        var metadata = credential.getMetadata();
        var history = CredentialReader.status(credential).history();
        return new HistoryView(metadata.getNamespace(), metadata.getName(), history);
    }

    /** The table for text output. */
    String text(Instant now) {
        if (history.isEmpty()) {
            return namespace + "/" + name + " has had no token yet\n";
        }
        var headings = List.of("REVISION", "REASON", "ISSUED", "PUBLISHED", "REVOKED", "CLIENT ID");
        return new TextOutput()
                .table(headings, history.stream().map(entry -> row(entry, now)).toList())
                .toString();
    }

    private List<String> row(HistoryEntry entry, Instant now) {
        boolean newest = entry.equals(history.get(0));
        return List.of(
                Long.toString(entry.revision()),
                entry.reason(),
                TimeText.utc(entry.issueTime()),
                Optional.ofNullable(entry.publishTime()).map(TimeText::utc).orElse("-"),
                Optional.ofNullable(entry.revokeTime())
                        .map(time -> TimeText.utc(time) + " (" + TimeText.relative(time, now) + ")")
                        .orElse(newest ? "current" : "still valid"),
                entry.clientId());
    }
}
