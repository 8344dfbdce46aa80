// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.crd.generator.annotation.PrinterColumnFormat;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A workload's own Chalk service token, published in a Secret and rotated. Next Rotation is a text column, because date
 * columns cannot show future times.
 */
@Group("credentials.chalk.ai")
@Version("v1alpha1")
@Singular("chalkservicecredential")
@Plural("chalkservicecredentials")
@ShortNames({"csc", "chalkcred"})
@Categories("chalk")
@JsonClassDescription(
        """
        A workload's own Chalk service token. The operator issues it with the requested permissions and tags, publishes
        it in a Secret, and rotates it with an overlap, so that clients are never interrupted.""")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Status", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Secret", jsonPath = ".status.secretName")
@AdditionalPrinterColumn(name = "Client ID", jsonPath = ".status.clientId")
@AdditionalPrinterColumn(
        name = "Last Rotation",
        jsonPath = ".status.lastRotationTime",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Next Rotation", jsonPath = ".status.nextRotationTime")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Project", jsonPath = ".spec.project", priority = 1)
@AdditionalPrinterColumn(name = "Environment", jsonPath = ".spec.environment", priority = 1)
@AdditionalPrinterColumn(
        name = "Revision",
        jsonPath = ".status.current.revision",
        type = AdditionalPrinterColumn.Type.INTEGER,
        format = PrinterColumnFormat.INT64,
        priority = 1)
@AdditionalPrinterColumn(name = "Connection", jsonPath = ".status.current.connection.name", priority = 1)
@AdditionalSelectableField(jsonPath = ".spec.project")
@AdditionalSelectableField(jsonPath = ".spec.environment")
@AdditionalSelectableField(jsonPath = ".spec.connectionRef.name")
@AdditionalSelectableField(jsonPath = ".status.clientId")
public class ChalkServiceCredential extends CustomResource<ChalkServiceCredentialSpec, ChalkServiceCredentialStatus>
        implements Namespaced {}
