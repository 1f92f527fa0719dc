package io.relance.shop;

import io.relance.contact.Activity;
import io.relance.shared.ContactId;

/**
 * Fact: a contact's cart was ordered by somebody else, as a guest on another device, say. Published in the transaction
 * that recorded the order.
 *
 * @param owner whose cart it was
 * @param order the order, on the timeline of who placed it
 */
public record CartOrderedByAnother(ContactId owner, String cartId, Activity order) {}
