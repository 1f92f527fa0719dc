package io.relance.ingest;

import java.util.Locale;
import java.util.stream.Stream;

/** What can be wrong with one event. */
enum Flaw {
    NOT_AN_EVENT("it is not a JSON object; accepted: {\"type\":\"track\",\"userId\":…}"),
    TOO_LARGE("it is over 32 KB; accepted: up to 32768 bytes"),
    CONTEXT_TOO_LARGE(
            "with the context and integrations its batch says for all events it is over 32 KB; accepted: up to"
                    + " 32768 bytes together"),
    NO_TYPE("its type is missing or unknown; accepted: track, identify, page, screen, group, alias"),
    NOBODY("it names neither userId nor anonymousId; accepted: at least one (for alias: userId), none for news of a"
            + " product from a source of RELANCE_SHOP_CATALOG_SOURCES"),
    NO_PRODUCT("news of a product that does not say which; accepted: \"properties\":{\"product_id\":\"…\"}"),
    ID_TOO_LONG("userId, anonymousId, previousId or the event's name is over 255 characters; accepted: up to 255"),
    NO_NAME("a track without the name of its event; accepted: \"event\":\"Product Viewed\""),
    NO_PREVIOUS_ID("an alias without previousId; accepted: \"previousId\":\"…\",\"userId\":\"…\""),
    NO_GROUP("a group without groupId; accepted: \"groupId\":\"…\""),
    NO_CHANNEL(
            "a consent without a channel we know; accepted: \"properties\":{\"channel\":\"email\"}, sms, phone, push,"
                    + " tracking_opens or tracking_clicks"),
    BAD_TIMESTAMP("its timestamp makes no sense; accepted: ISO 8601, from 1990 on");

    private final String detail;

    Flaw(String detail) {
        this.detail = detail;
    }

    /** Stable, for counting: {@code too_large}. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong and what is accepted. */
    String detail() {
        return detail;
    }

    /** Whether a client that sends an event with this flaw alone is told so; others are set aside as in a batch. */
    static boolean isRefusedAlone(String code) {
        return Stream.of(NOT_AN_EVENT, TOO_LARGE, NOBODY)
                .anyMatch(flaw -> flaw.code().equals(code));
    }
}
