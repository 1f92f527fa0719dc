package io.relance.pressure.setting;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.shared.Channel;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * The rules as they are read and told: {@code {"caps": [{"channel", "count", "per"}], "hours": [{"channel", "from",
 * "to"}]}}. A part that is missing, or null, is no rule. Nothing is passed over in silence: a word that is not known
 * would be a rule that does not hold.
 */
final class SettingsJson {

    /** Slots are kept for three months at least (RELANCE_KEPT_PERMITS). */
    private static final Duration LONGEST = Duration.ofDays(12 * 7);

    private static final String CHANNEL = "email, sms, phone or push";
    private static final String PER =
            "a length of time that is always the same, such as PT12H, P1D or P2W, and 12 weeks at most";
    private static final String HOUR = "an hour of the day such as 08:00";

    private SettingsJson() {}

    /** Throws {@link SettingRefused}. */
    static PressureSettings read(JsonNode json) {
        only(json, "the body", Set.of("caps", "hours"));
        List<Hours> hours = all(json, "hours", SettingsJson::hours);
        if (hours.stream().map(Hours::channel).distinct().count() < hours.size()) {
            throw new SettingRefused("hours", "one entry for a channel, not two");
        }
        return new PressureSettings(all(json, "caps", SettingsJson::cap), hours);
    }

    static Map<String, Object> write(PressureSettings settings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("caps", settings.caps().stream().map(SettingsJson::entry).toList());
        json.put("hours", settings.hours().stream().map(SettingsJson::entry).toList());
        return json;
    }

    private static Map<String, Object> entry(Cap cap) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("channel", cap.channel().code());
        json.put("count", cap.count());
        json.put("per", Stretch.text(cap.per()));
        return json;
    }

    private static Map<String, Object> entry(Hours hours) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("channel", hours.channel().code());
        json.put("from", hours.from().toString());
        json.put("to", hours.to().toString());
        return json;
    }

    private static <T> List<T> all(JsonNode json, String name, BiFunction<JsonNode, String, T> read) {
        JsonNode entries = json.path(name);
        if (entries.isMissingNode() || entries.isNull()) {
            return List.of();
        }
        if (!entries.isArray()) {
            throw new SettingRefused(name, "a list");
        }
        List<T> all = new ArrayList<>();
        for (JsonNode entry : entries) {
            all.add(read.apply(entry, name + "[" + all.size() + "]"));
        }
        return all;
    }

    private static Cap cap(JsonNode json, String where) {
        only(json, where, Set.of("channel", "count", "per"));
        JsonNode count = json.path("count");
        if (!count.isInt() || count.intValue() < 0) {
            throw new SettingRefused(where + ".count", "a whole number; 0 is never, for no rule leave the entry out");
        }
        Duration per = Stretch.parse(json.path("per").asText());
        if (per == null || per.compareTo(LONGEST) > 0) {
            throw new SettingRefused(where + ".per", PER);
        }
        return new Cap(channel(json, where), count.intValue(), per);
    }

    private static Hours hours(JsonNode json, String where) {
        only(json, where, Set.of("channel", "from", "to"));
        LocalTime from = hour(json, "from", where);
        LocalTime to = hour(json, "to", where);
        if (from.equals(to)) {
            throw new SettingRefused(where + ".to", "another hour than from");
        }
        return new Hours(channel(json, where), from, to);
    }

    private static LocalTime hour(JsonNode json, String name, String where) {
        try {
            return LocalTime.parse(json.path(name).asText());
        } catch (DateTimeException e) {
            throw new SettingRefused(where + "." + name, HOUR);
        }
    }

    private static Channel channel(JsonNode json, String where) {
        try {
            return Channel.of(json.path("channel").asText());
        } catch (IllegalArgumentException e) {
            throw new SettingRefused(where + ".channel", CHANNEL);
        }
    }

    private static void only(JsonNode json, String where, Set<String> accepted) {
        if (!json.isObject()) {
            throw new SettingRefused(where, "an object");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!accepted.contains(name)) {
                throw new SettingRefused(where + ", which has '" + name + "',", new TreeSet<>(accepted) + " only");
            }
        });
    }
}
