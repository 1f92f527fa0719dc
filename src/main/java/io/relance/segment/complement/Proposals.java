package io.relance.segment.complement;

import io.relance.segment.Recommendation.Kind;
import io.relance.segment.complement.ProposalRows.Candidates;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is proposed to one person: first what the table says goes with what they bought, the latest purchase first and
 * ranked inside each category, then what people like them bought. Never what they have.
 */
class Proposals {

    /** What people buy together less often than this many times by chance does not go together. */
    private static final double BY_CHANCE = 1;

    private final int most;
    private final int each;
    private final List<Owned> owned;
    private final Predicate<Candidate> sold;
    private final Function<String, String> products;
    private final Set<String> had = new HashSet<>();
    private final Set<String> categoriesHad = new HashSet<>();
    /** The best pair of each candidate with anything this person bought, by the candidate's number. */
    private final Map<Integer, Pair> pairs = new HashMap<>();

    private final Map<Integer, Proposal> chosen = new LinkedHashMap<>();

    /**
     * @param owned what the person bought, the latest first
     * @param sold whether a candidate can be sold now
     * @param products the shop's id of the product that has a sku; null where nobody told: a sku may be all that an order
     *     says of one of its variants
     */
    Proposals(
            RecommendationSettings settings,
            List<Owned> owned,
            Predicate<Candidate> sold,
            Function<String, String> products) {
        this.most = settings.most();
        this.each = settings.each();
        this.owned = owned;
        this.sold = sold;
        this.products = products;
    }

    /**
     * One of them.
     *
     * @param because what was bought and led to it
     * @param wish the table's; null where none led to it
     * @param pair the best with anything that was bought; null where too few people bought both
     */
    record Proposal(Candidate candidate, Kind kind, Owned because, Wish wish, Pair pair) {}

    /** A category to propose something of, and what was bought that leads to it. */
    private record Led(Owned by, Wish wish) {}

    /**
     * The best first.
     *
     * @param lasts how long a product is used until it is used up; null while it is had for good
     */
    Collection<Proposal> choose(
            Candidates candidates, Function<Owned, List<Wish>> wishes, Function<Owned, Duration> lasts, Instant now) {
        owned.forEach(it -> have(it, lasts.apply(it), now));
        Map<Integer, Owned> byNumber = new HashMap<>();
        owned.stream().filter(it -> it.number() != null).forEach(it -> byNumber.put(it.number(), it));
        candidates.pairs().stream()
                .filter(pair -> byNumber.containsKey(pair.with()))
                .forEach(pair -> pairs.merge(pair.candidate().number(), pair, Proposals::better));
        led(wishes).forEach(led -> choose(led, candidates));
        pairs.values().stream()
                .filter(pair -> pair.lift() > BY_CHANCE)
                .sorted(BY_LIFT)
                .map(pair -> new Proposal(pair.candidate(), Kind.TOGETHER, byNumber.get(pair.with()), null, pair))
                .filter(proposal -> isFree(proposal.candidate()))
                .forEach(this::take);
        return chosen.values();
    }

    private static final Comparator<Pair> BY_LIFT = Comparator.comparingDouble(Pair::lift)
            .thenComparingInt(Pair::together)
            .reversed()
            .thenComparing(Pair::candidate, Candidate.BY_POPULARITY);

    private static Pair better(Pair one, Pair other) {
        int order = BY_LIFT.compare(one, other);
        return order < 0 || (order == 0 && one.with() <= other.with()) ? one : other;
    }

    private void have(Owned bought, Duration lasts, Instant now) {
        if (lasts == null || bought.at().plus(lasts).isAfter(now)) {
            had.addAll(bought.names());
            had.add(products.apply(bought.key()));
            had.remove(null);
            if (bought.category() != null) {
                categoriesHad.add(bought.category());
            }
        }
    }

    /** The wishes in their order; of two for one category the first. Who has made a step up is not asked to. */
    private Collection<Led> led(Function<Owned, List<Wish>> wishes) {
        Map<String, Led> led = new LinkedHashMap<>();
        for (Owned bought : owned) {
            for (Wish wish : wishes.apply(bought)) {
                if (wish.kind() != Kind.UPGRADE || !categoriesHad.contains(wish.category())) {
                    led.putIfAbsent(wish.category(), new Led(bought, wish));
                }
            }
        }
        return led.values();
    }

    private void choose(Led led, Candidates candidates) {
        String category = led.wish().category();
        Stream.concat(
                        candidates.popular().getOrDefault(category, List.of()).stream(),
                        pairs.values().stream()
                                .map(Pair::candidate)
                                .filter(candidate -> category.equals(candidate.slug())))
                .distinct()
                .filter(this::isFree)
                .sorted(Comparator.comparingDouble(this::lift).reversed().thenComparing(Candidate.BY_POPULARITY))
                .limit(each)
                .map(candidate ->
                        new Proposal(candidate, led.wish().kind(), led.by(), led.wish(), pairs.get(candidate.number())))
                .forEach(this::take);
    }

    /** Zero where nothing says that the same people bought it. */
    private double lift(Candidate candidate) {
        Pair pair = pairs.get(candidate.number());
        return pair == null ? 0 : pair.lift();
    }

    private boolean isFree(Candidate candidate) {
        return !had.contains(candidate.key())
                && !had.contains(candidate.sku())
                && !had.contains(products.apply(candidate.key()))
                && !chosen.containsKey(candidate.number())
                && sold.test(candidate);
    }

    private void take(Proposal proposal) {
        if (chosen.size() < most) {
            chosen.put(proposal.candidate().number(), proposal);
        }
    }
}
