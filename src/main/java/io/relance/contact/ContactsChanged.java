package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.Set;

/**
 * Fact: these people are new, or what we know of them (their traits, their id) is another. Published in the transaction
 * that wrote it, after what they did in the same batch was recorded.
 */
public record ContactsChanged(Set<ContactId> contacts) {}
