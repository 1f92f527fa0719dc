package io.relance.segment.complement;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.segment.Recommendation.Kind;
import io.relance.segment.complement.ProposalRows.Candidates;
import io.relance.segment.complement.Proposals.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of what may be proposed is, and in which order. */
class ProposalsTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final RecommendationSettings SETTINGS =
            new RecommendationSettings(Period.ofMonths(24), 3, 6, 2, List.of("coffee:30"));

    private final List<Pair> pairs = new ArrayList<>();
    private final Map<String, List<Candidate>> popular = new HashMap<>();
    private final Map<String, List<Wish>> table = new HashMap<>();
    private final Set<String> soldOut = new java.util.HashSet<>();
    private final Map<String, String> onShelf = new HashMap<>();

    @Test
    void theTableComesFirstThenWhatTheSamePeopleBought() {
        shelf("light", product(10, "lamp", "light", 5));
        table.put("living_room", List.of(wish("light", Kind.COMPLEMENT)));
        pairs.add(new Pair(product(20, "rug", "floor", 900), 1, 300, 9.5));

        assertThat(keys(bought(1, "throw", "living_room", 3))).containsExactly("lamp", "rug");
        assertThat(propose(bought(1, "throw", "living_room", 3)))
                .extracting(Proposal::kind)
                .containsExactly(Kind.COMPLEMENT, Kind.TOGETHER);
    }

    @Test
    void theLatestPurchaseLeadsAndLiftRanksInsideACategoryBeforePopularity() {
        Candidate candle = product(11, "candle", "light", 2);
        shelf("light", product(10, "lamp", "light", 500), candle);
        shelf("larder", product(12, "tea", "larder", 1));
        table.put("table", List.of(wish("larder", Kind.COMPLEMENT)));
        table.put("living_room", List.of(wish("light", Kind.COMPLEMENT)));
        pairs.add(new Pair(candle, 2, 3, 1.2));

        assertThat(keys(bought(1, "mug", "table", 1), bought(2, "throw", "living_room", 30)))
                .containsExactly("tea", "candle", "lamp");
    }

    @Test
    void notMoreThanSetOfOneCategoryAndInAll() {
        table.put(
                "table",
                List.of(
                        wish("a", Kind.COMPLEMENT),
                        wish("b", Kind.COMPLEMENT),
                        wish("c", Kind.COMPLEMENT),
                        wish("d", Kind.COMPLEMENT)));
        int number = 10;
        for (String category : List.of("a", "b", "c", "d")) {
            shelf(
                    category,
                    product(number++, category + "1", category, 30),
                    product(number++, category + "2", category, 20),
                    product(number++, category + "3", category, 10));
        }
        assertThat(keys(bought(1, "mug", "table", 1))).containsExactly("a1", "a2", "b1", "b2", "c1", "c2");
    }

    @Test
    void nothingThatIsHadUnderAnyOfItsNames() {
        Candidate lamp = product(10, "lamp", "light", 500);
        shelf("light", lamp, product(11, "candle", "light", 1));
        table.put("light", List.of(wish("light", Kind.COMPLEMENT)));
        pairs.add(new Pair(lamp, 1, 30, 4));
        Owned bySku = new Owned(1, "LAMP", null, Set.of("LAMP"), "Lamp", "light", NOW.minus(Duration.ofDays(400)));

        assertThat(keys(bySku)).containsExactly("candle");
    }

    @Test
    void nothingThatIsHadInAnotherVariantOfWhichAnOrderSaysTheSkuAlone() {
        Candidate candle = product(11, "candle", "light", 1);
        shelf("light", product(10, "lamp", "light", 500), product(12, "LAMP-L", "light", 300), candle);
        table.put("light", List.of(wish("light", Kind.COMPLEMENT)));
        Owned small = new Owned(1, "LAMP-S", null, Set.of("LAMP-S"), "Lamp", "light", NOW.minus(Duration.ofDays(400)));
        assertThat(keys(small)).as("nobody told that it is one").containsExactly("lamp", "LAMP-L");

        onShelf.putAll(Map.of("LAMP-S", "lamp", "LAMP-L", "lamp"));

        assertThat(keys(small)).containsExactly("candle");
        assertThat(keys(bought(10, "lamp", "light", 400))).containsExactly("candle");
    }

    @Test
    void whatIsUsedUpMayBeProposedAgain() {
        shelf("coffee", product(1, "beans", "coffee", 80));
        table.put("coffee", List.of(wish("coffee", Kind.COMPLEMENT)));

        assertThat(keys(bought(1, "beans", "coffee", 29))).isEmpty();
        assertThat(keys(bought(1, "beans", "coffee", 30))).containsExactly("beans");
    }

    @Test
    void whoHasMadeTheStepUpIsNotAskedTo() {
        shelf(
                "coffee_machines",
                product(10, "machine", "coffee_machines", 9),
                product(11, "machine-2", "coffee_machines", 3));
        table.put("coffee", List.of(wish("coffee_machines", Kind.UPGRADE)));

        assertThat(propose(bought(1, "beans", "coffee", 2)))
                .extracting(Proposal::kind)
                .containsExactly(Kind.UPGRADE, Kind.UPGRADE);
        assertThat(keys(bought(1, "beans", "coffee", 2), bought(10, "machine", "coffee_machines", 200)))
                .isEmpty();
    }

    @Test
    void neitherWhatIsSoldOutNorWhatIsBoughtTogetherByChance() {
        shelf("light", product(10, "lamp", "light", 500));
        table.put("living_room", List.of(wish("light", Kind.COMPLEMENT)));
        pairs.add(new Pair(product(20, "rug", "floor", 900), 1, 300, 1.0));
        soldOut.add("lamp");

        assertThat(keys(bought(1, "throw", "living_room", 3))).isEmpty();
    }

    @Test
    void equalOnesAreOrderedByTheirKeyWhateverComesFirst() {
        table.put("table", List.of(wish("light", Kind.COMPLEMENT)));
        shelf("light", product(12, "b", "light", 5), product(11, "a", "light", 5));

        assertThat(keys(bought(1, "mug", "table", 1))).containsExactly("a", "b");
    }

    private List<String> keys(Owned... owned) {
        return propose(owned).stream().map(each -> each.candidate().key()).toList();
    }

    private List<Proposal> propose(Owned... owned) {
        return List.copyOf(
                new Proposals(SETTINGS, List.of(owned), candidate -> !soldOut.contains(candidate.key()), onShelf::get)
                        .choose(
                                new Candidates(pairs, popular),
                                bought -> table.getOrDefault(bought.category(), List.of()),
                                bought -> SETTINGS.lasting().get(bought.category()),
                                NOW));
    }

    private void shelf(String category, Candidate... candidates) {
        popular.put(category, List.of(candidates));
    }

    private static Wish wish(String category, Kind kind) {
        return new Wish(category, kind, "rule", "");
    }

    private static Owned bought(int number, String key, String category, int daysAgo) {
        return new Owned(number, key, key, Set.of(key), key, category, NOW.minus(Duration.ofDays(daysAgo)));
    }

    private static Candidate product(int number, String key, String category, int buyers) {
        return new Candidate(
                number,
                key,
                key,
                key.toUpperCase(java.util.Locale.ROOT),
                key,
                category,
                category,
                null,
                null,
                null,
                buyers);
    }
}
