package io.relance.contact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A person as all rooms know them, by the names that the conditions of {@link PersonalData.Held} use: {@code contacts}
 * (numbers, merged ones too), {@code users} and {@code visitors} (outside ids), {@code emails}, {@code phones}, and what
 * rooms add.
 *
 * @param known arrays of {@code Long} or {@code String}, by name
 */
public record Subject(Map<String, Object[]> known) {

    /** Our numbers of the person. */
    public static final String CONTACTS = "contacts";

    /** The shop's ids. */
    public static final String USERS = "users";

    /** Ids of browsers. */
    public static final String VISITORS = "visitors";

    /** Addresses as they are compared. */
    public static final String EMAILS = "emails";

    /** E.164 numbers. */
    public static final String PHONES = "phones";

    private static final String UNASKED = "unasked";

    /** The same, whom nobody asked to erase: their time was up, and they may come back. */
    public Subject unasked() {
        return with(UNASKED, List.of(UNASKED));
    }

    /** Whether nobody asked to erase them. */
    public boolean isUnasked() {
        return !texts(UNASKED).isEmpty();
    }

    /** The same, known by one thing more. */
    public Subject with(String name, List<String> texts) {
        return and(name, texts.toArray(String[]::new));
    }

    /** The same, known by some numbers more. */
    public Subject withNumbers(String name, List<Long> numbers) {
        return and(name, numbers.toArray(Long[]::new));
    }

    private Subject and(String name, Object[] values) {
        Map<String, Object[]> more = new LinkedHashMap<>(known);
        more.put(name, values);
        return new Subject(more);
    }

    /** The texts of that name; none where nobody gave any. */
    public List<String> texts(String name) {
        return of(name).map(String.class::cast).toList();
    }

    /** The numbers of that name; none where nobody gave any. */
    public List<Long> numbers(String name) {
        return of(name).map(Long.class::cast).toList();
    }

    private Stream<Object> of(String name) {
        return Stream.of(known.getOrDefault(name, new Object[0]));
    }
}
