package io.relance.loyalty;

import io.relance.shared.ContactId;
import java.util.Set;

/**
 * Fact: these people have more or fewer points than before, or stand on another tier: by an order, a gift, a reward, or
 * because points ran out. Published in the transaction that wrote it, which holds their locks; no activity need have
 * told of it, nor need one follow.
 */
public record StandingsChanged(Set<ContactId> contacts) {}
