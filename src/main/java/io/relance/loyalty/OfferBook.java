package io.relance.loyalty;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.relance.loyalty.CouponRows.Numbers;
import io.relance.shared.Backlog;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The offers with their numbers, and the codes they issue from. */
@Component
class OfferBook implements Backlog {

    private static final int COUNTED = 10_000;
    private static final int MOST_TOLD = 100;
    // What can stand in an e-mail, an SMS and an order's list of coupons alike.
    private static final Pattern CODE = Pattern.compile("[!-~&&[^,;]]{1,64}");

    private final LoyaltySettings settings;
    private final CouponRows coupons;
    private final CodePool pool;
    private final Clock clock;

    OfferBook(LoyaltySettings settings, CouponRows coupons, CodePool pool, Clock clock) {
        this.settings = settings;
        this.coupons = coupons;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * One offer.
     *
     * @param codes {@code generated} or {@code pool}
     * @param late coupons that an order named when they had expired
     * @param left how many more can be issued; null where nothing limits it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String offer,
            String codes,
            String validFor,
            Integer most,
            Integer perContact,
            long issued,
            long redeemed,
            long late,
            Long left) {}

    /** A line that holds no code. */
    record Refused(int line, String code, String reason) {}

    /**
     * What became of a list of codes.
     *
     * @param known how many were here before, or twice in the list
     * @param refusedCount how many lines hold no code; the first hundred are told
     */
    record Added(String offer, int added, int known, int refusedCount, List<Refused> refused) {}

    /** Every offer of the settings. */
    List<Line> all() {
        Map<String, Numbers> numbers =
                coupons.numbers().stream().collect(Collectors.toMap(Numbers::offerKey, Function.identity()));
        Map<String, Integer> left = pool.left(settings.pools(), Integer.MAX_VALUE);
        return new TreeMap<>(settings.offers())
                .entrySet().stream()
                        .map(offer -> line(
                                offer.getValue(),
                                numbers.getOrDefault(
                                        offer.getKey(), new Numbers(offer.getKey(), offer.getKey(), 0, 0, 0)),
                                left.get(offer.getKey())))
                        .toList();
    }

    private static Line line(Offer terms, Numbers numbers, Integer inPool) {
        Long left = inPool == null ? null : Long.valueOf(inPool);
        if (terms.most() != null) {
            long allowed = Math.max(0, terms.most() - numbers.issued());
            left = left == null ? allowed : Math.min(left, allowed);
        }
        return new Line(
                numbers.offer(),
                terms.isPool() ? "pool" : "generated",
                terms.validFor().toString(),
                terms.most(),
                terms.perContact(),
                numbers.issued(),
                numbers.redeemed(),
                numbers.late(),
                left);
    }

    /** Why nobody can bring codes for this offer, a sentence; null when they can. */
    String whyNoPool(String offer) {
        Optional<Offer> terms = settings.offer(offer);
        if (terms.isEmpty()) {
            return "There is no offer '" + offer + "' in the settings; there are: "
                    + String.join(", ", new TreeMap<>(settings.offers()).keySet()) + ".";
        }
        return terms.get().isPool()
                ? null
                : "The offer '" + offer + "' makes its own codes; to bring some, set RELANCE_LOYALTY_OFFERS_"
                        + LoyaltySettings.key(offer).toUpperCase(Locale.ROOT) + "_CODES=pool.";
    }

    /** Takes the codes that are new. */
    @Transactional
    Added add(String offer, List<String> lines) {
        Map<String, String> codes = new LinkedHashMap<>();
        List<Refused> refused = new ArrayList<>();
        int told = 0;
        for (int i = 0; i < lines.size(); i++) {
            String code = lines.get(i).replace("\uFEFF", "").strip();
            if (CODE.matcher(code).matches()) {
                told++;
                codes.putIfAbsent(code.toUpperCase(Locale.ROOT), code);
            } else if (!code.isEmpty()) {
                refused.add(new Refused(
                        i + 1,
                        code.substring(0, Math.min(80, code.length())),
                        "a code is 1 to 64 letters, digits and signs, without blanks, commas, semicolons or accents"));
            }
        }
        Set<String> added = pool.add(LoyaltySettings.key(offer), codes.values(), clock.instant());
        return new Added(
                offer,
                added.size(),
                told - added.size(),
                refused.size(),
                refused.subList(0, Math.min(MOST_TOLD, refused.size())));
    }

    @Override
    public List<Gauge> gauges() {
        return settings.pools().stream().map(OfferBook::gauge).toList();
    }

    @Override
    public Map<Gauge, Double> read(Instant now) {
        Map<Gauge, Double> numbers = new HashMap<>();
        if (!settings.pools().isEmpty()) {
            pool.left(settings.pools(), COUNTED).forEach((offer, left) -> numbers.put(gauge(offer), (double) left));
        }
        return numbers;
    }

    private static Gauge gauge(String offer) {
        return new Gauge(
                "relance.coupons.left",
                "codes",
                Map.of("offer", offer),
                "Codes that analysts brought and nobody got yet; counted up to 10,000.");
    }
}
