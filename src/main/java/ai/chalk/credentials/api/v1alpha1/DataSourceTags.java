// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which data sources may be read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataSourceTags(@Nullable List<String> allow) {}
