package io.relance.pressure.setting;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.shared.Channel;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Reads JSON and passes nothing over in silence: a word that is not known would be a rule that does not hold. Whatever is
 * not accepted throws {@link SettingRefused}.
 */
final class Strict {

    private static final int MOST = 50;

    /** Nothing marketing goes by push yet. */
    private static final List<Channel> ACCEPTED = List.of(Channel.EMAIL, Channel.SMS, Channel.PHONE);

    private static final String LENGTH =
            "a length of time that is always the same, such as PT12H, P1D or P2W, a minute at least and ";

    private Strict() {}

    static void only(JsonNode json, String where, Set<String> accepted) {
        if (!json.isObject()) {
            throw new SettingRefused(where, "an object");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!accepted.contains(name)) {
                throw new SettingRefused(where + ", which has '" + name + "',", new TreeSet<>(accepted) + " only");
            }
        });
    }

    /** A list's entries; none for null. */
    static <T> List<T> all(JsonNode entries, String name, BiFunction<JsonNode, String, T> read) {
        if (isAbsent(entries)) {
            return List.of();
        }
        if (!entries.isArray()) {
            throw new SettingRefused(name, "a list, or null for no rule");
        }
        if (entries.size() > MOST) {
            throw new SettingRefused(name, MOST + " entries at most");
        }
        List<T> all = new ArrayList<>();
        for (JsonNode entry : entries) {
            all.add(read.apply(entry, name + "[" + all.size() + "]"));
        }
        return all;
    }

    static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    static Channel channel(JsonNode json, String where) {
        return ACCEPTED.stream()
                .filter(channel -> channel.code().equals(json.path("channel").asText()))
                .findFirst()
                .orElseThrow(() -> new SettingRefused(where + ".channel", "email, sms or phone"));
    }

    static LocalTime hour(JsonNode json, String name, String where) {
        String text = json.path(name).asText();
        if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
            throw new SettingRefused(where + "." + name, "an hour of the day such as 08:00");
        }
        return LocalTime.parse(text);
    }

    /** A length of time; null for null. */
    static Duration length(JsonNode json, String where, Duration longest, String most) {
        if (isAbsent(json)) {
            return null;
        }
        Duration length = Stretch.parse(json.asText());
        if (length == null || length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(longest) > 0) {
            throw new SettingRefused(where, LENGTH + most + " at most");
        }
        return length;
    }

    /** A yes or no; the default where nothing is said. */
    static boolean truth(JsonNode json, String where, boolean otherwise) {
        if (json.isMissingNode()) {
            return otherwise;
        }
        if (!json.isBoolean() && !json.isNull()) {
            throw new SettingRefused(where, "true or false");
        }
        return json.asBoolean();
    }

    /** A text; null where there is none. */
    static String text(JsonNode json, String where, String pattern, String accepted) {
        if (isAbsent(json)) {
            return null;
        }
        if (!json.isTextual() || !json.asText().matches(pattern)) {
            throw new SettingRefused(where, accepted);
        }
        return json.asText();
    }
}
