package mapae;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** The days that a date of three bytes may mean: one, or all of a month or a year. Days count from 1970-01-01. */
record CalendarDate(long firstDay, long lastDay) {
    /** Empty where the value is no date by its type. */
    static Optional<CalendarDate> of(long value) {
        int year = (int) (value >>> 9); // bit 23 gives a year above 9999
        int month = (int) (value >>> 5 & 15);
        int day = (int) (value & 31);
        if (year < 1 || year > 9999 || month > 12 || month == 0 && day != 0) {
            return Optional.empty();
        }
        if (month == 0) {
            return Optional.of(between(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
        }
        YearMonth whole = YearMonth.of(year, month);
        if (day == 0) {
            return Optional.of(between(whole.atDay(1), whole.atEndOfMonth()));
        }
        return whole.isValidDay(day)
            ? Optional.of(between(whole.atDay(day), whole.atDay(day)))
            : Optional.empty();
    }

    private static CalendarDate between(LocalDate first, LocalDate last) {
        return new CalendarDate(first.toEpochDay(), last.toEpochDay());
    }
}
