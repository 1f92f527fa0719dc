package io.relance.segment.table;

import io.relance.shared.ContactId;

/**
 * Whom the tables that are on have not moved yet, after others were on or none: what changes for them is mostly what the
 * tables changed, so nobody is told of it.
 *
 * @param epoch which time it is
 * @param past the last contact that is where these tables put them
 * @param upTo the last contact there was when these tables took the others' place; who came later is not meant
 */
public record Moving(long epoch, long past, long upTo) {

    /** Whether anybody is still to be moved. */
    public boolean isOpen() {
        return past < upTo;
    }

    /** Whether this one is. */
    public boolean covers(ContactId contact) {
        return contact.value() > past && contact.value() <= upTo;
    }
}
