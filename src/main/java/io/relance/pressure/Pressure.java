package io.relance.pressure;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one gate every message and call passes. */
@Component
public class Pressure {

    private final Gate gate;
    private final Candidates candidates;
    private final PermitRows rows;
    private final Clock clock;

    Pressure(Gate gate, Candidates candidates, PermitRows rows, Clock clock) {
        this.gate = gate;
        this.candidates = candidates;
        this.rows = rows;
        this.clock = clock;
    }

    /** Decides and, when the answer is a permit, reserves the slot, in the caller's transaction. */
    @Transactional
    public Verdict request(Ask ask) {
        return requestAll(List.of(ask)).get(0);
    }

    /** The same for many, in few statements; answers in the order of the asks. */
    @Transactional
    public List<Verdict> requestAll(List<Ask> asks) {
        var ids = rows.newIds(asks.size());
        var verdicts = judge(asks, ids);
        var reservations = new ArrayList<PermitRows.Reservation>();
        for (int i = 0; i < asks.size(); i++) {
            if (verdicts.get(i) instanceof Permit permit) {
                reservations.add(new PermitRows.Reservation(
                        permit, asks.get(i).step(), asks.get(i).at()));
            }
        }
        rows.reserve(reservations);
        return verdicts;
    }

    /** Decides without reserving anything; for conditions and previews. A permit it answers has no id (0). */
    public Verdict consider(Ask ask) {
        return judge(List.of(ask), List.of(0L)).get(0);
    }

    /** Asks again just before hand-over: the same permit if it still stands, else why not. */
    @Transactional
    public Verdict confirm(Permit permit, Instant now) {
        return confirmAll(List.of(permit), now).get(0);
    }

    /**
     * The same for many, in few statements; answers in the order of the permits. A permit that may be used now counts
     * as used; one that must wait (again) says from when and for what. It is for the address the person has now.
     */
    @Transactional
    public List<Verdict> confirmAll(List<Permit> permits, Instant now) {
        var asks = permits.stream()
                .map(each -> new Ask(each.contact(), each.channel(), each.messageClass(), null, now))
                .toList();
        var verdicts = judge(asks, permits.stream().map(Permit::id).toList());
        rows.confirm(
                verdicts.stream()
                        .filter(Permit.class::isInstance)
                        .map(Permit.class::cast)
                        .toList(),
                now);
        return verdicts;
    }

    /** Gives a slot back that was not used: the message was skipped or failed for good. */
    @Transactional
    public void release(long permitId) {
        rows.release(permitId, clock.instant());
    }

    /** The same for many. */
    @Transactional
    public void releaseAll(Collection<Long> permitIds) {
        permitIds.forEach(permit -> rows.release(permit, clock.instant()));
    }

    private List<Verdict> judge(List<Ask> asks, List<Long> ids) {
        var found = candidates.of(asks);
        var verdicts = new ArrayList<Verdict>(asks.size());
        for (int i = 0; i < asks.size(); i++) {
            verdicts.add(judge(found.get(i), ids.get(i)));
        }
        return verdicts;
    }

    private Verdict judge(Candidate candidate, long id) {
        if (candidate == null) {
            return new Refusal("content_no_address", "We do not know this person any more.", null);
        }
        Gate.Answer answer = gate.ask(candidate);
        return answer.refusal() != null
                ? answer.refusal()
                : new Permit(
                        id,
                        candidate.contact().id(),
                        candidate.channel(),
                        candidate.messageClass(),
                        candidate.address(),
                        answer.opening().from(),
                        answer.opening().heldFor());
    }
}
