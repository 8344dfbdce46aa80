// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

/**
 * Cron expressions of five fields, as regular expressions for CEL. A text that matches is well formed. Whether a
 * schedule fires in a given year is decided by the operator.
 */
final class CronPatterns {

    static final String MUST = "is not a cron expression of five fields (minute hour day-of-month month day-of-week), "
            + "for example \"0 3 * * SUN\"";

    private static final String MINUTE = "[0-5]?[0-9]";
    private static final String HOUR = "[01]?[0-9]|2[0-3]";
    private static final String DAY = "0?[1-9]|[12][0-9]|3[01]";
    private static final String MONTH = "0?[1-9]|1[0-2]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC";
    private static final String WEEKDAY = "[0-7]|SUN|MON|TUE|WED|THU|FRI|SAT";

    private static final String OPEN = "([*]|(";
    private static final String TO = ")(-(";
    private static final String CLOSE = "))?)(/[1-9][0-9]?)?";

    private static final String MINUTES = OPEN + MINUTE + TO + MINUTE + CLOSE;
    private static final String HOURS = OPEN + HOUR + TO + HOUR + CLOSE;
    private static final String DAYS = OPEN + DAY + TO + DAY + CLOSE;
    private static final String MONTHS = OPEN + MONTH + TO + MONTH + CLOSE;
    private static final String WEEKDAYS = OPEN + WEEKDAY + TO + WEEKDAY + CLOSE;

    /** Each field is a list of values, ranges and steps. */
    static final String FIVE_FIELDS = "'(?i)^ *" + MINUTES + "(," + MINUTES + ")* +" + HOURS + "(," + HOURS + ")* +"
            + DAYS + "(," + DAYS + ")* +" + MONTHS + "(," + MONTHS + ")* +" + WEEKDAYS + "(," + WEEKDAYS + ")* *$'";

    private static final String SHORT_MONTH = "(0?[2469]|11|FEB|APR|JUN|SEP|NOV)";

    /** The 30th of February, or the 31st of months with 30 days, without a day of the week that would fire instead. */
    static final String NEVER = "'(?i)^ *[^ ]+ +[^ ]+ +((30|31)(,(30|31))* +(0?2|FEB)|31 +" + SHORT_MONTH + "(,"
            + SHORT_MONTH + ")*) +[*] *$'";

    private CronPatterns() {}
}
