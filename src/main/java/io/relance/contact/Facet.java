package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.Optional;

/**
 * One part of {@code GET /api/contacts/{userId}} that another room knows: its consents, its journeys, its messages.
 * Rooms implement it as beans; {@code contact} only puts the parts together.
 */
public interface Facet {

    /** The field in the answer: {@code journeys}. */
    String field();

    /** What the room knows about the contact, as JSON values; empty leaves the field out. */
    Optional<Object> of(ContactId contact);
}
