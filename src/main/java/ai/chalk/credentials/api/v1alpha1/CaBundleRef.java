// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A CA bundle in PEM. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaBundleRef(CaBundleKind kind, String name, @Nullable String namespace, String key) {}
