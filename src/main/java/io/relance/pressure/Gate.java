package io.relance.pressure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks the policies, in their order, and finds the first moment at which none of them objects. */
class Gate {

    /** Policies that send us from one to the other this often are asked again when that moment has come. */
    private static final int ROUNDS = 50;

    private final List<Policy> policies;

    Gate(List<Policy> policies) {
        this.policies = List.copyOf(policies);
    }

    /** When we may speak at the earliest, and the code and sentence of what it waits for (both null: nothing). */
    record Opening(Instant from, String heldFor, String because) {

        static Opening heldBy(Refusal refusal, Instant from) {
            return refusal == null
                    ? new Opening(from, null, null)
                    : new Opening(from, refusal.reason(), refusal.detail());
        }
    }

    /** Either a refusal or an opening is null. */
    record Answer(Refusal refusal, Opening opening) {

        /** As it is told to whoever asked: the refusal, or a permit with this number. */
        Verdict verdict(Candidate candidate, long number) {
            return refusal != null
                    ? refusal
                    : new Permit(
                            number,
                            candidate.contact().id(),
                            candidate.channel(),
                            candidate.messageClass(),
                            candidate.address(),
                            opening.from(),
                            opening.heldFor(),
                            opening.because(),
                            candidate.pace().waitAfter());
        }
    }

    Answer ask(Candidate candidate) {
        Candidate asked = candidate;
        Refusal heldBy = null;
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Refusal> refusal = decisive(asked);
            if (refusal.isEmpty()) {
                return new Answer(null, Opening.heldBy(heldBy, asked.at()));
            }
            if (refusal.get().next() == null) {
                return new Answer(refusal.get(), null);
            }
            heldBy = heldBy == null ? refusal.get() : heldBy;
            asked = asked.movedTo(refusal.get().next());
        }
        return new Answer(null, Opening.heldBy(heldBy, asked.at()));
    }

    /** The first that time does not cure; else the one that makes us wait longest. */
    private Optional<Refusal> decisive(Candidate candidate) {
        Refusal longest = null;
        for (Policy policy : policies) {
            Refusal refusal = policy.refuses(candidate).orElse(null);
            if (refusal != null && refusal.next() == null) {
                return Optional.of(refusal);
            }
            if (refusal != null && (longest == null || refusal.next().isAfter(longest.next()))) {
                longest = refusal;
            }
        }
        return Optional.ofNullable(longest);
    }
}
