package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.Map;
import java.util.Set;

/**
 * Fact: these traits of these people changed, were added or removed; one who is new is among them. Same transaction.
 *
 * @param changed the names of the traits, by person
 */
public record ContactsDescribed(Map<ContactId, Set<String>> changed) {}
