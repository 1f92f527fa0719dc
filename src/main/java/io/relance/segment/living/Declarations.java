package io.relance.segment.living;

import io.relance.contact.Contact;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The days a profile declares; what makes no sense is not declared. */
final class Declarations {

    /** Characters of an ISO day. */
    private static final int DAY = 10;

    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 3000;

    /** What lies outside is no moment of a person's, and beyond what the database takes. */
    private static final Instant FIRST = Instant.parse(FIRST_YEAR + "-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse(LAST_YEAR + "-12-31T00:00:00Z");

    private Declarations() {}

    static PersonRows.Declared of(Contact contact) {
        return new PersonRows.Declared(
                contact.id(),
                day(contact.traits().get("birthday")),
                moment(contact.traits().get("createdAt")));
    }

    private static LocalDate day(Object trait) {
        if (!(trait instanceof String text) || text.strip().length() < DAY) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text.strip().substring(0, DAY));
            return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant moment(Object trait) {
        Instant moment = read(trait);
        return moment == null || moment.isBefore(FIRST) || moment.isAfter(LAST) ? null : moment;
    }

    /** ISO 8601, a day alone too; or seconds since 1970, or thousandths of them. */
    private static Instant read(Object trait) {
        if (trait instanceof Number number) {
            long value = number.longValue();
            return value <= 0
                    ? null
                    : value > 100_000_000_000L ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
        }
        if (!(trait instanceof String text)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            LocalDate day = day(text);
            return day == null ? null : day.atStartOfDay().toInstant(ZoneOffset.UTC);
        }
    }
}
