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
            return day.getYear() < 1800 || day.getYear() > 3000 ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** ISO 8601, a day alone too; or seconds since 1970, or thousandths of them. */
    private static Instant moment(Object trait) {
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
