package io.relance.pressure.ledger;

import io.relance.pressure.Permit;
import io.relance.pressure.Saying;
import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What was said to the people of one transaction and still may be, by what it gives itself included. Who gives slots has
 * the people locked, until the transaction ends, so that nobody counts beside it.
 */
public class Slots {

    /** A message may stand in the queue this long, as its relay is away, and still counts as about to leave. */
    private static final Duration LONGEST_WAY = Duration.ofDays(30);

    private final PermitRows rows;
    private final Duration reach;
    private final Map<ContactId, List<Said>> known = new HashMap<>();
    /** Given and not yet in the ledger, by permit. */
    private final Map<Long, Said> given = new HashMap<>();

    /** @param reach how far back what was said counts */
    Slots(PermitRows rows, Duration reach) {
        this.rows = rows;
        this.reach = reach;
    }

    /** What was read before these people were locked may not be so any more: it is read anew. */
    public void forget(Collection<ContactId> people) {
        people.forEach(known::remove);
    }

    /**
     * What was, or still may be, said to a person.
     *
     * @param everybody who is likely to be asked about too, to be read together
     */
    public List<Said> of(ContactId person, Instant at, Supplier<Set<ContactId>> everybody) {
        if (!known.containsKey(person)) {
            Set<ContactId> unread = new HashSet<>(everybody.get());
            unread.add(person);
            unread.removeAll(known.keySet());
            unread.forEach(each -> known.put(each, new ArrayList<>()));
            rows.said(unread, at.minus(reach).minus(LONGEST_WAY))
                    .forEach(said -> known.get(said.contact()).add(said));
            given.values().stream()
                    .filter(said -> unread.contains(said.contact()))
                    .forEach(this::keep);
        }
        return known.get(person);
    }

    /** A slot is given: it counts from now on. */
    public void take(Permit permit, Saying saying, StepRef step) {
        Said said = new Said(
                permit.id(),
                permit.contact(),
                permit.channel(),
                permit.messageClass(),
                permit.from(),
                false,
                saying,
                step == null ? null : step.journey(),
                step == null ? null : step.step());
        given.put(permit.id(), said);
        keep(said);
    }

    /** A slot that was given is confirmed: it counts from now on as this says. */
    public void confirm(Permit permit, boolean used) {
        find(permit)
                .ifPresent(said -> keep(new Said(
                        said.permit(),
                        said.contact(),
                        said.channel(),
                        said.messageClass(),
                        permit.from(),
                        used,
                        said.saying(),
                        said.journey(),
                        said.step())));
    }

    private void keep(Said said) {
        List<Said> all = known.get(said.contact());
        if (all != null) {
            all.removeIf(each -> each.permit() == said.permit());
            all.add(said);
        }
    }

    /** A slot does not count any more. */
    public void giveBack(Permit permit) {
        given.remove(permit.id());
        List<Said> all = known.get(permit.contact());
        if (all != null) {
            all.removeIf(each -> each.permit() == permit.id());
        }
    }

    private Optional<Said> find(Permit permit) {
        return known.getOrDefault(permit.contact(), List.of()).stream()
                .filter(said -> said.permit() == permit.id())
                .findFirst();
    }
}
