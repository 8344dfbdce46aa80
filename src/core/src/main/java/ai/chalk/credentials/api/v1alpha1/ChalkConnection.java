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
 * A Chalk API server and the operator's identity there, for one namespace. A team can bring its own Chalk without
 * involving a cluster administrator.
 */
@Group("credentials.chalk.ai")
@Version("v1alpha1")
@Singular("chalkconnection")
@Plural("chalkconnections")
@ShortNames({"cconn", "chalkconn"})
@Categories("chalk")
@JsonClassDescription(
        """
        A Chalk API server, and the identity that the operator uses there, for the credentials of one namespace. Its
        Secret and its CA bundle are in that namespace.""")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Status", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "API Server", jsonPath = ".spec.apiServer")
@AdditionalPrinterColumn(name = "Team", jsonPath = ".status.identity.teamName")
@AdditionalPrinterColumn(name = "Orphans", jsonPath = ".status.orphans", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Client ID", jsonPath = ".status.identity.clientId", priority = 1)
@AdditionalPrinterColumn(
        name = "Last Inventory",
        jsonPath = ".status.lastInventoryTime",
        type = AdditionalPrinterColumn.Type.DATE,
        priority = 1)
public class ChalkConnection extends CustomResource<ConnectionSpec, ConnectionStatus> implements Namespaced {}
