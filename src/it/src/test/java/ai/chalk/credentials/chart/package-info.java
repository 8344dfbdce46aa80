/** Tests of the chart and the plain manifests, with the real Helm and a real API server. */
@NullMarked
package ai.chalk.credentials.chart;

import org.jspecify.annotations.NullMarked;
