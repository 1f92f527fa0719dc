package io.relance.shared;

import java.time.temporal.TemporalAmount;
import java.util.List;

/** What a room keeps for a while only: each day, what has become too old is dropped by month or deleted in batches. */
public interface Retirement {

    /**
     * A table whose old rows go.
     *
     * @param name with its schema: {@code contact.activity}
     * @param age the column that tells how old a row is
     * @param kept how long a row is kept; in a table with monthly partitions, until its whole month is older
     */
    record Table(String name, String age, TemporalAmount kept) {}

    /** The room's tables that have rows to retire. */
    List<Table> tables();
}
