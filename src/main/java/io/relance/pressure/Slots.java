package io.relance.pressure;

import io.relance.pressure.PermitRows.Slot;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What caps count: the slots of the people of one transaction, those it gives itself included. Who gives slots has the
 * people locked, until the transaction ends, so that nobody counts beside it.
 */
class Slots {

    /** A message may stand in the queue this long, as its relay is away, and still counts as about to leave. */
    private static final Duration LONGEST_WAY = Duration.ofDays(30);

    /**
     * A message leaves a little later than it may. Without this, whoever waits for it would be held once more, for as
     * little.
     */
    private static final Duration WAY = Duration.ofMinutes(1);

    private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::from).thenComparing(Slot::permit);

    private final PermitRows rows;
    private final Map<Channel, Map<ContactId, List<Slot>>> known = new EnumMap<>(Channel.class);

    Slots(PermitRows rows) {
        this.rows = rows;
    }

    /** What was read before these people were locked may not be so any more: it is read anew. */
    void forget(Collection<ContactId> people) {
        known.values().forEach(read -> people.forEach(read::remove));
    }

    /**
     * When a person was, or still may be, spoken to.
     *
     * @param permit asks for a slot it has already, and need not wait for those after it; 0 for a new one
     * @param everybody who is likely to be asked about too, to be read together
     */
    List<Instant> spoken(
            ContactId person,
            Channel channel,
            long permit,
            Instant at,
            Duration longest,
            Supplier<Set<ContactId>> everybody) {
        List<Slot> slots = of(person, channel, at.minus(longest).minus(LONGEST_WAY), everybody);
        Slot own = slots.stream()
                .filter(slot -> slot.permit() == permit)
                .findFirst()
                .orElse(null);
        return slots.stream()
                .filter(slot -> slot.permit() != permit)
                .filter(slot -> own == null || slot.used() || ORDER.compare(slot, own) < 0)
                .map(slot -> slot.used() ? slot.from() : later(slot.from(), at).plus(WAY))
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private List<Slot> of(ContactId person, Channel channel, Instant since, Supplier<Set<ContactId>> everybody) {
        Map<ContactId, List<Slot>> people = known.computeIfAbsent(channel, each -> new HashMap<>());
        if (!people.containsKey(person)) {
            Set<ContactId> unread = new HashSet<>(everybody.get());
            unread.add(person);
            unread.removeAll(people.keySet());
            unread.forEach(each -> people.put(each, new ArrayList<>()));
            rows.slots(unread, channel, since)
                    .forEach(slot -> people.get(slot.contact()).add(slot));
        }
        return people.get(person);
    }

    /** A slot is given, or was given and is confirmed: it counts from now on as this says. */
    void take(Permit permit, boolean used) {
        giveBack(permit);
        read(permit).ifPresent(slots -> slots.add(new Slot(permit.id(), permit.contact(), permit.from(), used)));
    }

    /** A slot does not count any more. */
    void giveBack(Permit permit) {
        read(permit).ifPresent(slots -> slots.removeIf(slot -> slot.permit() == permit.id()));
    }

    private Optional<List<Slot>> read(Permit permit) {
        return Optional.ofNullable(known.get(permit.channel())).map(people -> people.get(permit.contact()));
    }
}
