/** The chart and the plain manifests, under the real Helm and on a real API server. */
@NullMarked
package ai.chalk.credentials.chart;

import org.jspecify.annotations.NullMarked;
