package io.relance.shared;

/** Our own number for a person; stays the same for as long as the person is not merged into another. */
public record ContactId(long value) implements Comparable<ContactId> {
    @Override
    public int compareTo(ContactId other) {
        return Long.compare(value, other.value);
    }
}
