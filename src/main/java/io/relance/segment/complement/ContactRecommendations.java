package io.relance.segment.complement;

import io.relance.segment.Recommendation;
import io.relance.segment.Recommendations;
import io.relance.segment.complement.ProposalRows.Candidates;
import io.relance.segment.complement.Proposals.Proposal;
import io.relance.segment.complement.Shelf.Shelved;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads for many people at once what is needed, and chooses for each. */
@Component
class ContactRecommendations implements Recommendations {

    /** More of a person's products say little, and none of them lately. */
    private static final int LATEST = 50;
    /** Of a category this many of the most bought are looked at. */
    private static final int POPULAR = 50;

    private final ProposalRows rows;
    private final ComplementTable table;
    private final List<Shelf> shelves;
    private final RecommendationSettings settings;
    private final Clock clock;

    ContactRecommendations(
            ProposalRows rows,
            ComplementTable table,
            List<Shelf> shelves,
            RecommendationSettings settings,
            Clock clock) {
        this.rows = rows;
        this.table = table;
        this.shelves = shelves;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Map<ContactId, List<Recommendation>> of(Collection<ContactId> contacts) {
        Map<ContactId, List<Owned>> owned = rows.owned(contacts);
        if (owned.isEmpty()) {
            return Map.of();
        }
        ComplementTable.Asked asked = table.now();
        Function<Owned, List<Wish>> wishes = bought -> asked.wishes(bought.category(), bought.productId());
        Candidates candidates = candidates(owned.values(), wishes);
        Map<String, Shelved> shelf = shelf(owned.values(), candidates);
        Map<ContactId, List<Recommendation>> recommended = new HashMap<>();
        Instant now = clock.instant();
        owned.forEach((contact, its) -> {
            List<Recommendation> chosen = choose(its, candidates, wishes, shelf, now);
            if (!chosen.isEmpty()) {
                recommended.put(contact, chosen);
            }
        });
        return recommended;
    }

    private Candidates candidates(Collection<List<Owned>> owned, Function<Owned, List<Wish>> wishes) {
        Set<Integer> numbers = new HashSet<>();
        Set<String> categories = new HashSet<>();
        owned.stream().flatMap(its -> its.stream().limit(LATEST)).forEach(bought -> {
            numbers.add(bought.number());
            wishes.apply(bought).forEach(wish -> categories.add(wish.category()));
        });
        numbers.removeIf(Objects::isNull);
        return rows.candidates(numbers, categories, POPULAR);
    }

    private Map<String, Shelved> shelf(Collection<List<Owned>> owned, Candidates candidates) {
        Set<String> keys = Stream.of(
                        owned.stream().flatMap(List::stream).map(Owned::key),
                        candidates.pairs().stream().map(pair -> pair.candidate().key()),
                        candidates.popular().values().stream()
                                .flatMap(List::stream)
                                .map(Candidate::key))
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
        Map<String, Shelved> shelf = new HashMap<>();
        shelves.forEach(each -> shelf.putAll(each.find(keys)));
        return shelf;
    }

    private List<Recommendation> choose(
            List<Owned> owned,
            Candidates candidates,
            Function<Owned, List<Wish>> wishes,
            Map<String, Shelved> shelf,
            Instant now) {
        Map<String, Duration> lasting = settings.lasting();
        Function<Owned, Duration> lasts = bought -> {
            Duration told = shelf.getOrDefault(bought.key(), Shelved.UNKNOWN).lasts();
            return told == null ? lasting.get(bought.category()) : told;
        };
        return new Proposals(settings, owned, candidate -> canBeProposed(candidate, shelf), key -> shelf.getOrDefault(
                                key, Shelved.UNKNOWN)
                        .productId())
                .choose(candidates, wishes, lasts, now).stream()
                        .map(proposal -> recommendation(proposal, shelf))
                        .toList();
    }

    /** A product without a name cannot be shown. */
    private static boolean canBeProposed(Candidate candidate, Map<String, Shelved> shelf) {
        Shelved on = shelf.getOrDefault(candidate.key(), Shelved.UNKNOWN);
        return on.canBeSold() && first(on.name(), candidate.name()) != null;
    }

    private static Recommendation recommendation(Proposal proposal, Map<String, Shelved> shelf) {
        Candidate candidate = proposal.candidate();
        Shelved on = shelf.getOrDefault(candidate.key(), Shelved.UNKNOWN);
        return new Recommendation(
                candidate.productId(),
                candidate.sku(),
                first(on.name(), candidate.name()),
                first(on.category(), candidate.category()),
                first(on.price(), candidate.price()),
                first(on.url(), candidate.url()),
                first(on.imageUrl(), candidate.imageUrl()),
                because(proposal));
    }

    private static Recommendation.Because because(Proposal proposal) {
        Wish wish = proposal.wish();
        Pair pair = proposal.pair();
        return new Recommendation.Because(
                proposal.kind().code(),
                proposal.because().called(),
                wish == null ? null : wish.rule(),
                wish == null || wish.says().isEmpty() ? null : wish.says(),
                pair == null ? null : pair.lift(),
                pair == null ? null : pair.together());
    }

    private static <T> T first(T one, T other) {
        return one == null ? other : one;
    }
}
