// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import static ai.chalk.credentials.decision.Sample.OTHER_CONNECTION;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {

    private static final Provenance WHOLE = new Provenance("uid", token(4));

    @Test
    void readsWhatItWrites() {
        var namespaced = new Provenance("uid", token(4).withConnection(OTHER_CONNECTION));
        var unpublished = new Provenance("uid", token(4).withPublishTime(null));

        assertThat(Provenance.parse(WHOLE.format())).contains(WHOLE);
        assertThat(Provenance.parse(namespaced.format())).contains(namespaced);
        assertThat(Provenance.parse(unpublished.format())).contains(unpublished);
    }

    @Test
    void ignoresFieldsOfANewerVersion() throws JsonProcessingException {
        assertThat(Provenance.parse(json().put("newer", "x").toString())).contains(WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credentialUid", "revision", "tokenId", "tokenName", "clientId", "projectId", "projectName",
                "environmentId", "environmentName", "connection", "secretName", "reason", "issueTime", "dataHash",
                "grantsHash"
            })
    void believesNothingThatLacksAField(String field) throws JsonProcessingException {
        var missing = json();
        assertThat(missing.remove(field)).isNotNull();

        assertThat(Provenance.parse(missing.toString())).isEmpty();
        assertThat(Provenance.parse(json().putNull(field).toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind", "name", "apiServer"})
    void believesNoConnectionThatLacksAField(String field) throws JsonProcessingException {
        var missing = json();
        missing.withObjectProperty("connection").remove(field);

        assertThat(Provenance.parse(missing.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1_000_000_000, Long.MAX_VALUE})
    void believesNoRevisionThatWeNeverWrite(long revision) throws JsonProcessingException {
        assertThat(Provenance.parse(json().put("revision", revision).toString()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{}",
                "1",
                "\"text\"",
                "{",
                "not json",
                "[{\"credentialUid\":\"uid\"}]",
                "{\"credentialUid\":\"uid\"}",
                "{\"credentialUid\":\"uid\",\"revision\":\"x\"}",
                "{\"credentialUid\":\"uid\",\"connection\":3}"
            })
    void ignoresGarbage(String annotation) {
        assertThat(Provenance.parse(annotation)).isEmpty();
    }

    @Test
    void findsNoneWhereThereIsNone() {
        assertThat(Provenance.parse(null)).isEmpty();
    }

    private static ObjectNode json() throws JsonProcessingException {
        return (ObjectNode) new ObjectMapper().readTree(WHOLE.format());
    }
}
