// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The writes of one user to a cluster, from the API server's audit log. */
final class AuditLog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final int FIRST_REFUSAL = 400;

    private final Path file;
    private final String user;
    private long linesSeen;
    private Optional<Instant> firstWrite = Optional.empty();

    AuditLog(Path file, String user) {
        this.file = file;
        this.user = user;
    }

    /** The number of writes of each kind since the last call. Refused writes are counted separately. */
    SortedMap<String, Integer> writesSinceLast() {
        var counts = new TreeMap<String, Integer>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.skip(linesSeen).forEach(line -> {
                linesSeen++;
                write(line).ifPresent(write -> counts.merge(write, 1, Integer::sum));
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the audit log", e);
        }
        return counts;
    }

    /** The time of the user's first write, in the part of the log that has been read. */
    Optional<Instant> firstWrite() {
        return firstWrite;
    }

    private Optional<String> write(String line) {
        var event = parse(line);
        var verb = event.path("verb").asText();
        if (!event.path("user").path("username").asText().equals(user) || !WRITES.contains(verb)) {
            return Optional.empty();
        }
        if (firstWrite.isEmpty()) {
            firstWrite = Optional.of(
                    Instant.parse(event.path("requestReceivedTimestamp").asText()));
        }
        var object = event.path("objectRef");
        var subresource = object.path("subresource").asText();
        var code = event.path("responseStatus").path("code").asInt();
        return Optional.of(verb + " " + object.path("resource").asText()
                + (subresource.isEmpty() ? "" : "/" + subresource)
                + (code < FIRST_REFUSAL ? "" : ", refused with " + code));
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A line of the audit log is not JSON", e);
        }
    }
}
