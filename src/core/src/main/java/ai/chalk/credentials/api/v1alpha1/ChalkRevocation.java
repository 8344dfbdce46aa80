// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A token that must still be revoked after its credential is gone. As in the other kinds, the column Status shows the
 * reason of Ready; the column Reason shows why the record exists. Next Attempt is a text column, because date columns
 * cannot show future times.
 */
@Group("credentials.chalk.ai")
@Version("v1alpha1")
@Singular("chalkrevocation")
@Plural("chalkrevocations")
@ShortNames({"crev", "chalkrev"})
@Categories("chalk")
@JsonClassDescription(
        """
        A token that the operator must still revoke in Chalk although its credential is gone. The operator creates this
        record in its own namespace, retries the revocation, and deletes the record when Chalk has confirmed it. To
        close the matter without a revocation, delete the record.""")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Status", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Namespace", jsonPath = ".spec.origin.namespace")
@AdditionalPrinterColumn(name = "Credential", jsonPath = ".spec.origin.name")
@AdditionalPrinterColumn(name = "Client ID", jsonPath = ".spec.clientId")
@AdditionalPrinterColumn(name = "Next Attempt", jsonPath = ".status.nextAttemptTime")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".spec.reason", priority = 1)
@AdditionalPrinterColumn(name = "Token ID", jsonPath = ".spec.tokenId", priority = 1)
@AdditionalPrinterColumn(
        name = "Attempts",
        jsonPath = ".status.attempts",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(name = "Connection", jsonPath = ".spec.connection.name", priority = 1)
public class ChalkRevocation extends CustomResource<ChalkRevocationSpec, ChalkRevocationStatus> implements Namespaced {}
