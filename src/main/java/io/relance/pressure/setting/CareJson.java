package io.relance.pressure.setting;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that are one number or one yes each, as they are read and told. */
final class CareJson {

    static final List<String> NAMES = List.of(
            "holdBack",
            "spread",
            "refusedCall",
            "openCase",
            "sameContent",
            "sameOffer",
            "keyDays",
            "coldAfter",
            "transactionalCounts");

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEKS = Duration.ofDays(12 * 7);
    private static final Duration YEARS = Duration.ofDays(3 * 366);

    private CareJson() {}

    /** What is said; what is not is as before. */
    static Care read(JsonNode json, Care before) {
        return new Care(
                length(json, "holdBack", before.holdBack(), DAY, "a day"),
                length(json, "spread", before.spread(), DAY, "a day"),
                length(json, "refusedCall", before.refusedCall(), YEARS, "3 years"),
                length(json, "openCase", before.openCase(), YEARS, "3 years"),
                Strict.truth(json.path("sameContent"), "sameContent", before.sameContent()),
                length(json, "sameOffer", before.sameOffer(), WEEKS, "12 weeks"),
                Strict.truth(json.path("keyDays"), "keyDays", before.keyDays()),
                length(json, "coldAfter", before.coldAfter(), YEARS, "3 years"),
                Strict.truth(json.path("transactionalCounts"), "transactionalCounts", before.transactionalCounts()));
    }

    private static Duration length(JsonNode json, String name, Duration before, Duration longest, String most) {
        JsonNode value = json.path(name);
        return value.isMissingNode() ? before : Strict.length(value, name, longest, most);
    }

    static Map<String, Object> write(Care care) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("holdBack", text(care.holdBack()));
        json.put("spread", text(care.spread()));
        json.put("refusedCall", text(care.refusedCall()));
        json.put("openCase", text(care.openCase()));
        json.put("sameContent", care.sameContent());
        json.put("sameOffer", text(care.sameOffer()));
        json.put("keyDays", care.keyDays());
        json.put("coldAfter", text(care.coldAfter()));
        json.put("transactionalCounts", care.transactionalCounts());
        return json;
    }

    private static String text(Duration length) {
        return length == null ? null : Stretch.text(length);
    }
}
