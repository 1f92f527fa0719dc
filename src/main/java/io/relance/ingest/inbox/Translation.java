package io.relance.ingest.inbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relance.contact.Fact;
import io.relance.contact.Fact.Who;
import io.relance.shop.shelf.ShelfEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts what a client said into the words of the timeline. */
final class Translation {

    /** Prices keep the digits they were sent with. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final Pattern LOCALE = Pattern.compile("([A-Za-z]{2})([-_].*)?");

    /** What a page's context knows as well, where its properties do not say. */
    private static final List<String> OF_THE_PAGE = List.of("url", "path", "title", "referrer", "search");

    private Translation() {}

    /** The fact an inbox row stands for. */
    static Fact toFact(InboxRow row) {
        Map<String, Object> event = fields(row.payload());
        Who who = new Who(row.userId(), row.anonymousId());
        return switch (EventKind.of(row.kind()).orElseThrow()) {
            case TRACK -> acted(row, who, String.valueOf(event.get("event")), properties(event));
            case PAGE -> acted(row, who, ActivityNames.PAGE_VIEWED, page(event));
            case SCREEN -> acted(row, who, ActivityNames.SCREEN_VIEWED, named(event));
            case GROUP -> acted(row, who, ActivityNames.GROUP_JOINED, group(event));
            case IDENTIFY -> new Fact.Identified(who, row.at(), traits(event), row.source(), row.live());
            case ALIAS -> new Fact.Aliased(new Who(row.userId(), null), row.anonymousId(), row.at(), row.source());
        };
    }

    /** The news of a product an inbox row stands for. */
    static ShelfEvent toNews(InboxRow row) {
        Map<String, Object> event = fields(row.payload());
        return new ShelfEvent(String.valueOf(event.get("event")), row.at(), row.live(), part(event, "properties"));
    }

    private static Fact acted(InboxRow row, Who who, String name, Map<String, Object> properties) {
        return new Fact.Acted(who, row.at(), ActivityNames.canonical(name), properties, row.source(), row.live());
    }

    private static Map<String, Object> properties(Map<String, Object> event) {
        return withCampaign(event, part(event, "properties"));
    }

    private static Map<String, Object> withCampaign(Map<String, Object> event, Map<String, Object> properties) {
        putIfSaid(properties, "campaign", part(event, "context").get("campaign"));
        return properties;
    }

    private static Map<String, Object> named(Map<String, Object> event) {
        Map<String, Object> properties = properties(event);
        putIfSaid(properties, "name", event.get("name"));
        putIfSaid(properties, "category", event.get("category"));
        return properties;
    }

    private static Map<String, Object> page(Map<String, Object> event) {
        Map<String, Object> properties = named(event);
        Map<String, Object> page = part(part(event, "context"), "page");
        OF_THE_PAGE.forEach(field -> putIfSaid(properties, field, page.get(field)));
        return properties;
    }

    private static Map<String, Object> group(Map<String, Object> event) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("groupId", event.get("groupId"));
        part(event, "traits").forEach(properties::putIfAbsent);
        return withCampaign(event, properties);
    }

    /** Some clients put the traits of an identify into its context. */
    private static Map<String, Object> traits(Map<String, Object> event) {
        Map<String, Object> context = part(event, "context");
        Map<String, Object> traits = part(event, "traits");
        part(context, "traits").forEach((name, value) -> putIfSaid(traits, name, value));
        if (context.get("locale") instanceof String locale) {
            var match = LOCALE.matcher(locale.strip());
            if (match.matches()) {
                putIfSaid(traits, "language", match.group(1).toLowerCase(Locale.ROOT));
            }
        }
        putIfSaid(traits, "timezone", context.get("timezone"));
        return traits;
    }

    /** What was said first counts; a null that was said on purpose (forget this trait) counts, too. */
    private static void putIfSaid(Map<String, Object> target, String name, Object value) {
        if (value != null && !target.containsKey(name)) {
            target.put(name, value);
        }
    }

    /** A copy of an object within; empty where there is none or it is something else. */
    private static Map<String, Object> part(Map<String, Object> whole, String name) {
        Map<String, Object> part = new LinkedHashMap<>();
        if (whole.get(name) instanceof Map<?, ?> found) {
            found.forEach((key, value) -> part.put(String.valueOf(key), value));
        }
        return part;
    }

    private static Map<String, Object> fields(String payload) {
        try {
            return JSON.readValue(payload, FIELDS);
        } catch (JacksonException e) {
            throw new IllegalStateException("what the database holds is not JSON", e);
        }
    }
}
