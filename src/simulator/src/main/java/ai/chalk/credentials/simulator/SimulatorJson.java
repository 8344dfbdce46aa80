// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientSecret;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.io.Serial;

/**
 * Reads and writes {@link SimulatorMessages}. It is the only mapper that can write a secret, which Chalk itself does
 * once.
 */
final class SimulatorJson {

    private final ObjectMapper strict = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(ClientSecret.class, new SecretWriter())
                    .addDeserializer(ClientSecret.class, new SecretReader()));
    private final ObjectMapper lenient = strict.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Ignores unknown names, as Chalk does. */
    <T> T read(byte[] body, Class<T> type) {
        return read(lenient, body, type);
    }

    /** Refuses unknown names, so that a typing error in a fault is reported. */
    <T> T readStrictly(byte[] body, Class<T> type) {
        return read(strict, body, type);
    }

    byte[] write(Object message) {
        try {
            return strict.writeValueAsBytes(message);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("cannot write one of the simulator's own messages", failure);
        }
    }

    private static <T> T read(ObjectMapper reader, byte[] body, Class<T> type) {
        try {
            return reader.readValue(body.length == 0 ? new byte[] {'{', '}'} : body, type);
        } catch (IOException failure) {
            throw new ConnectError(ConnectCode.INVALID_ARGUMENT, "the body is not JSON of the required form");
        }
    }

    private static final class SecretWriter extends StdScalarSerializer<ClientSecret> {

        @Serial
        private static final long serialVersionUID = 1;

        SecretWriter() {
            super(ClientSecret.class);
        }

        @Override
        public void serialize(ClientSecret secret, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(secret.reveal());
        }
    }

    private static final class SecretReader extends StdScalarDeserializer<ClientSecret> {

        @Serial
        private static final long serialVersionUID = 1;

        SecretReader() {
            super(ClientSecret.class);
        }

        @Override
        public ClientSecret deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return new ClientSecret(in.getValueAsString(""));
        }
    }
}
