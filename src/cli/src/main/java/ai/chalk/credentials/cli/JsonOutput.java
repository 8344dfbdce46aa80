// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.LenientJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes views as JSON for scripts: null components are omitted, times are in UTC. */
final class JsonOutput {

    private static final ObjectMapper MAPPER =
            LenientJson.configure(JsonMapper.builder().build()).enable(SerializationFeature.INDENT_OUTPUT);

    private JsonOutput() {}

    static String write(Object view) {
        try {
            return MAPPER.writeValueAsString(view) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view cannot be written", e);
        }
    }
}
