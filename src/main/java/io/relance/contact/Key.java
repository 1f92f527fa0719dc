package io.relance.contact;

import java.util.Comparator;
import java.util.Locale;

/** One id by which a person is known from outside. */
record Key(Kind kind, String value) implements Comparable<Key> {

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::kind).thenComparing(Key::value);

    /** Whose id it is: the shop's for a customer, or a visitor's browser's. */
    enum Kind {
        USER,
        ANONYMOUS;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Key user(String userId) {
        return new Key(Kind.USER, Json.withoutNul(userId));
    }

    static Key visitor(String anonymousId) {
        return new Key(Kind.ANONYMOUS, Json.withoutNul(anonymousId));
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }
}
