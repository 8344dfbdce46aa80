// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

/**
 * Parts of CEL expressions that several validation rules share. Annotations accept only compile-time constants. The API
 * server evaluates these expressions; the operator never does.
 */
final class Cel {

    /** Begins a messageExpression that quotes the value of a string field. {@link #END} closes it. */
    static final String VALUE = "'\"' + self + '\" ";

    static final String END = "'";

    /** The pattern of a duration. It also matches the empty string, which is not a duration. */
    static final String DURATION = "'^([0-9]{1,7}w)?([0-9]{1,7}d)?([0-9]{1,7}h)?([0-9]{1,7}m)?([0-9]{1,9}s)?$'";

    static final String IS_DURATION = "self != '' && self.matches(" + DURATION + ")";

    private static final String NUMBER = "int('0' + ";
    private static final String WEEKS = ".find('[0-9]{1,9}w').replace('w', '')) * 604800 + " + NUMBER;
    private static final String DAYS = ".find('[0-9]{1,9}d').replace('d', '')) * 86400 + " + NUMBER;
    private static final String HOURS = ".find('[0-9]{1,9}h').replace('h', '')) * 3600 + " + NUMBER;
    private static final String MINUTES = ".find('[0-9]{1,9}m').replace('m', '')) * 60 + " + NUMBER;
    private static final String SECONDS = ".find('[0-9]{1,9}s').replace('s', '')))";

    /** Seconds of a duration. A string that is not a duration counts as 0, so that the evaluation never fails. */
    static final String SELF =
            "(" + NUMBER + "self" + WEEKS + "self" + DAYS + "self" + HOURS + "self" + MINUTES + "self" + SECONDS;

    static final String INTERVAL = "(" + NUMBER + "self.interval" + WEEKS + "self.interval" + DAYS + "self.interval"
            + HOURS + "self.interval" + MINUTES + "self.interval" + SECONDS;

    static final String OVERLAP = "(" + NUMBER + "self.overlap" + WEEKS + "self.overlap" + DAYS + "self.overlap" + HOURS
            + "self.overlap" + MINUTES + "self.overlap" + SECONDS;

    static final String MAX_OVERLAP = "(" + NUMBER + "self.maxOverlap" + WEEKS + "self.maxOverlap" + DAYS
            + "self.maxOverlap" + HOURS + "self.maxOverlap" + MINUTES + "self.maxOverlap" + SECONDS;

    static final String SPREAD = "(" + NUMBER + "self.spread" + WEEKS + "self.spread" + DAYS + "self.spread" + HOURS
            + "self.spread" + MINUTES + "self.spread" + SECONDS;

    /**
     * Rules that compare with the interval skip an invalid interval. Its own rule reports it, so one typo gives one
     * message.
     */
    static final String HAS_INTERVAL =
            "has(self.interval) && self.interval.matches(" + DURATION + ") && " + INTERVAL + " >= 60";

    /**
     * Keys of labels and annotations that GitOps tools or this operator own. GitOps tools would prune a Secret that
     * carried them.
     */
    static final String RESERVED_KEY =
            """
            k == 'app.kubernetes.io/instance' || k == 'app.kubernetes.io/managed-by'
              || k.startsWith('argocd.argoproj.io/') || k.contains('toolkit.fluxcd.io/')
              || k.contains('credentials.chalk.ai/') || k == 'kubectl.kubernetes.io/last-applied-configuration'""";

    static final String LABEL =
            """
            k.size() <= 317 && !format.qualifiedName().validate(k).hasValue()
              && !format.labelValue().validate(self[k]).hasValue()""";

    private Cel() {}
}
