package io.relance.message.sql;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Moments as the database driver takes and gives them. */
public final class Moments {

    private Moments() {}

    /** For a {@code timestamptz} parameter; null stays null. */
    public static OffsetDateTime sql(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    /** From a {@code timestamptz} column; null stays null. */
    public static Instant read(OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
