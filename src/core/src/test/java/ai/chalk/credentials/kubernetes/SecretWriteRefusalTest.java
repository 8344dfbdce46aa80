// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * docs/design.md, promise 2: when an API server or a webhook refuses a Secret, no value of the Secret is passed on, however the refusal
 * quotes it.
 */
class SecretWriteRefusalTest {

    private static final String CANARY = "ts-canary-0123456789abcdef";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "admission webhook \"policy.example.com\" denied the request: data is client_secret=CANARY"
                        + " | admission webhook policy.example.com refused it; its own log says why",
                "admission webhook \"a.b\" denied the request: secrets \"s\" is forbidden: exceeded quota: CANARY"
                        + " | admission webhook a.b refused it; its own log says why",
                "admission webhook \"CANARY CANARY\" denied | admission webhook with an unusual name refused it; its own log says why",
                "secrets \"scorer\" is forbidden: ValidatingAdmissionPolicy 'no-plain' with binding 'b' denied request: CANARY"
                        + " | ValidatingAdmissionPolicy no-plain refused it; its validations say why",
                "Internal error occurred: failed calling webhook \"slow.example.com\": failed to call webhook: Post \"CANARY\""
                        + " | admission webhook slow.example.com did not answer",
                "somebody says CANARY | Forbidden"
            })
    void namesTheRefuserWithoutRepeatingItsWords(String message, String said) {
        var written = write(new StatusBuilder()
                .withReason("Forbidden")
                .withMessage(message.replace("CANARY", CANARY))
                .build());

        assertThat(written.result()).isEqualTo(WriteResult.Result.REFUSED);
        assertThat(written.message()).isEqualTo("the API server answered 403 for Secret scorer: " + said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "secrets \"scorer\" is forbidden: User \"system:serviceaccount:chalk-system:operator\" cannot update resource"
                        + " \"secrets\" in API group \"\" in the namespace \"fraud\"",
                "secrets is forbidden: User \"u\" cannot create resource \"secrets\" in API group \"\" in the namespace \"fraud\"",
                "secrets \"scorer\" is forbidden: exceeded quota: few, requested: count/secrets=1, used: count/secrets=5,"
                        + " limited: count/secrets=5",
                "secrets \"scorer\" is forbidden: unable to create new content in namespace fraud because it is being terminated"
            })
    void repeatsWhatTheApiServerSaysAboutPermissionsAndQuotas(String message) {
        assertThat(write(new StatusBuilder().withMessage(message).build()).message())
                .isEqualTo("the API server answered 403 for Secret scorer: " + message);
    }

    @Test
    void namesTheFieldsThatAreInvalidAndNotTheirValues() {
        var status = new StatusBuilder()
                .withReason("Invalid")
                .withMessage("Secret \"scorer\" is invalid: data[client_secret]: Invalid value: \"" + CANARY + "\"")
                .withNewDetails()
                .addNewCause("data[client_secret]", "Invalid value: \"" + CANARY + "\"", "FieldValueInvalid")
                .addNewCause("immutable", "field is immutable", "FieldValueForbidden")
                .addNewCause("data[" + CANARY + " ]", "odd", "FieldValueInvalid")
                .endDetails()
                .build();

        var written = WriteResult.<Secret>ofSecret("scorer", () -> {
            throw new KubernetesClientException("", 422, status);
        });

        assertThat(written.result()).isEqualTo(WriteResult.Result.REFUSED);
        assertThat(written.message())
                .isEqualTo("the API server answered 422 for Secret scorer: invalid at data[client_secret], immutable");
    }

    @Test
    void saysAtLeastWhatItIsAbout() {
        var written = WriteResult.<Secret>ofSecret("scorer", () -> {
            throw new KubernetesClientException(CANARY);
        });

        assertThat(written.result()).isEqualTo(WriteResult.Result.DOUBTFUL);
        assertThat(written.message()).doesNotContain(CANARY);
        assertThat(written.message()).contains("Secret scorer", "no reason given");
    }

    private static WriteResult<Secret> write(Status status) {
        return WriteResult.ofSecret("scorer", () -> {
            throw new KubernetesClientException("", 403, status);
        });
    }
}
