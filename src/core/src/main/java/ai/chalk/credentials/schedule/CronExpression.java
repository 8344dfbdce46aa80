// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import static com.cronutils.model.field.CronFieldName.DAY_OF_MONTH;
import static com.cronutils.model.field.CronFieldName.DAY_OF_WEEK;
import static com.cronutils.model.field.CronFieldName.HOUR;
import static com.cronutils.model.field.CronFieldName.MINUTE;
import static com.cronutils.model.field.CronFieldName.MONTH;

import com.cronutils.mapper.ConstantsMapper;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.time.generator.FieldValueGeneratorFactory;
import com.cronutils.parser.CronParser;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The days, and the minutes of a day, at which a cron expression fires. cron-utils parses the text. Its own search for
 * the next time is not used, because it takes milliseconds, and it skips a fixed time that falls into a gap of the
 * clock.
 */
final class CronExpression {

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final int HOURS = 24;
    private static final int MINUTES = 60;
    /** The first day of a month of exactly four weeks: in it, the day of the month gives the day of the week. */
    private static final LocalDate MONDAY = LocalDate.of(2027, 2, 1);

    private final BitSet minutesOfDay;
    private final BitSet months;
    private final BitSet daysOfMonth;
    private final BitSet weekdays;
    private final boolean eitherDay;
    private final boolean everyHour;

    /** @throws IllegalArgumentException if the text is not a cron expression; the message says why */
    CronExpression(String text) {
        var cron = PARSER.parse(text);
        var hours = values(cron, HOUR, 0, HOURS - 1);
        var minutes = values(cron, MINUTE, 0, MINUTES - 1);
        this.minutesOfDay =
                bits(hours.stream().flatMap(hour -> minutes.stream().map(minute -> hour * MINUTES + minute)));
        this.months = values(cron, MONTH, 1, 12);
        this.daysOfMonth = values(cron, DAY_OF_MONTH, 1, 31);
        this.weekdays = weekdays(cron);
        this.eitherDay = isRestricted(cron, DAY_OF_MONTH) && isRestricted(cron, DAY_OF_WEEK);
        this.everyHour = hours.cardinality() == HOURS;
    }

    boolean fallsOn(LocalDate date) {
        var onDay = daysOfMonth.get(date.getDayOfMonth());
        var onWeekday = weekdays.get(date.getDayOfWeek().getValue());
        return months.get(date.getMonthValue()) && (eitherDay ? onDay || onWeekday : onDay && onWeekday);
    }

    /** Whether the expression fires in every hour of a day. Otherwise its times are fixed. */
    boolean isEveryHour() {
        return everyHour;
    }

    boolean isAt(int minuteOfDay) {
        return minutesOfDay.get(minuteOfDay);
    }

    /** In ascending order, for a day on which the expression fires. */
    IntStream minutesOfDay() {
        return minutesOfDay.stream();
    }

    int firstMinuteOfDay() {
        return minutesOfDay.nextSetBit(0);
    }

    int lastMinuteOfDay() {
        return minutesOfDay.length() - 1;
    }

    /** In minutes; 0 if it fires once a day. */
    int longestPauseWithinDay() {
        return minutesOfDay()
                .map(minute -> minute - Math.max(minutesOfDay.previousSetBit(minute - 1), firstMinuteOfDay()))
                .max()
                .orElse(0);
    }

    private static BitSet values(Cron cron, CronFieldName field, int first, int last) {
        var generator = FieldValueGeneratorFactory.forCronField(cron.retrieve(field));
        return bits(IntStream.rangeClosed(first, last).filter(generator::isMatch));
    }

    private static BitSet weekdays(Cron cron) {
        var generator = FieldValueGeneratorFactory.createDayOfWeekValueGeneratorInstance(
                cron.retrieve(DAY_OF_WEEK), MONDAY.getYear(), MONDAY.getMonthValue(), ConstantsMapper.CRONTAB_WEEK_DAY);
        return bits(
                generator.generateCandidates(1, MONDAY.lengthOfMonth()).stream().mapToInt(day -> (day - 1) % 7 + 1));
    }

    private static BitSet bits(IntStream values) {
        return values.collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static boolean isRestricted(Cron cron, CronFieldName field) {
        return !(cron.retrieve(field).getExpression() instanceof Always);
    }
}
