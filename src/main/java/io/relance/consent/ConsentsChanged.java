package io.relance.consent;

import io.relance.shared.ContactId;
import java.util.Set;

/**
 * Fact: what these people allow is another than before, by a file, a list of an operator, a link or a reply. Published in
 * the transaction that wrote it, which holds their locks; no activity need have told of it. What the timeline tells of
 * consents, a merge's included, is heard there.
 */
public record ConsentsChanged(Set<ContactId> contacts) {}
