package io.relance.pressure.policy;

import io.relance.pressure.Refusal;
import io.relance.pressure.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks the policies, in their order, and finds the first moment at which none of them objects. */
public final class Gate {

    /** Policies that send us from one to the other this often are asked again when that moment has come. */
    private static final int ROUNDS = 50;

    private final List<Policy> policies;

    /** With these, asked in their order. */
    public Gate(List<Policy> policies) {
        this.policies = List.copyOf(policies);
    }

    /** With every rule there is, in the order in which they are asked. */
    public static Gate ofAll() {
        Policy quietHours = new QuietHours();
        return new Gate(List.of(
                new Reachable(),
                new NotSuppressed(),
                new Consenting(),
                quietHours,
                new OpenCase(),
                new Caps(),
                new Priority(quietHours),
                new SameContent(),
                new ColdContacts()));
    }

    /**
     * What came of it: a refusal, or else when we may speak at the earliest and what it waits for.
     *
     * @param refusal null where we may
     * @param from null where we may not
     * @param held null where nothing has to wait
     */
    public record Answer(Refusal refusal, Instant from, Why held) {

        static Answer open(Instant from, Why held) {
            return new Answer(null, from, held);
        }
    }

    /** One policy's own answer: null is none. */
    public record Opinion(String code, Refusal refusal) {}

    /** What each policy says of the candidate's moment, in their order. */
    public List<Opinion> opinions(Candidate candidate) {
        return policies.stream()
                .map(policy ->
                        new Opinion(policy.code(), policy.refuses(candidate).orElse(null)))
                .toList();
    }

    /** Asks them. What may not wait is refused where it would be held, but for a moment's holding back. */
    public Answer ask(Candidate candidate) {
        Answer answer = search(candidate);
        boolean waits = answer.held() == null
                || candidate.saying().waits()
                || answer.held().reason().equals(Priority.HOLD_BACK)
                        && !answer.from()
                                .isAfter(candidate
                                        .asked()
                                        .plus(candidate.settings().care().holdBack()));
        return waits
                ? answer
                : new Answer(
                        new Refusal(
                                answer.held().and("This step does not wait.", "Cette étape n’attend pas."),
                                answer.from()),
                        null,
                        null);
    }

    /** Whether none of them minds the candidate's moment. */
    public boolean allows(Candidate candidate) {
        return decisive(candidate).isEmpty();
    }

    private Answer search(Candidate candidate) {
        Candidate asked = candidate;
        Why held = null;
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Refusal> refusal = decisive(asked);
            if (refusal.isEmpty()) {
                return Answer.open(asked.at(), held);
            }
            if (refusal.get().next() == null) {
                return new Answer(refusal.get(), null, null);
            }
            held = held == null ? refusal.get().why() : held;
            asked = asked.movedTo(refusal.get().next());
        }
        return Answer.open(asked.at(), held);
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
