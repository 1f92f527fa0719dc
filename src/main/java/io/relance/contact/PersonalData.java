package io.relance.contact;

import java.time.Instant;
import java.util.List;

/**
 * What a room holds about people: given out when a person asks for it, gone when a person is erased. Every room with a
 * table that says anything about anybody implements it as a bean; a test finds a table that is forgotten. Rooms are
 * asked in {@code @Order}; {@code contact} comes last, so that nobody is left without the person they look up.
 */
public interface PersonalData {

    /**
     * A table with rows about people.
     *
     * @param name with its schema: {@code shop.cart}; in SQL it is called {@code t}
     * @param whose the condition under which a row is the person's, over what the {@link Subject} is known by: {@code
     *     contact = any(:contacts)}
     * @param order by which columns its rows are given out; null for a table of technical rows, which nobody could read
     */
    record Held(String name, String whose, String order) {

        /** A table that only says how something is to be done. */
        public static Held untold(String name, String whose) {
            return new Held(name, whose, null);
        }
    }

    /** The room's tables, in the order in which their rows may be deleted. */
    List<Held> tables();

    /** By what else this room knows the person: the numbers of its messages, of its runs. */
    default Subject trace(Subject subject) {
        return subject;
    }

    /** Stops what is under way for the person, before any row goes; in the erasure's transaction. */
    default void letGo(Subject subject, Instant now) {}

    /**
     * Whether its rows go before the person is locked: those of a room whose workers hold a row while they wait for the
     * person.
     */
    default boolean goesFirst() {
        return false;
    }
}
