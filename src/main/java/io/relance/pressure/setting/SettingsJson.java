package io.relance.pressure.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relance.shared.Channel;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/**
 * The rules as they are read and told: {@code {"caps": [{"channel", "count", "per"}], "hours": [{"channel", "from",
 * "to"}]}}. A part that is missing, or null, is no rule. Nothing is passed over in silence: a word that is not known
 * would be a rule that does not hold.
 */
@Component
class SettingsJson {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Slots are kept for three months at least (RELANCE_KEPT_PERMITS). */
    private static final Duration LONGEST = Duration.ofDays(12 * 7);

    /** Calls are not counted yet: whether one was made is known only when its task ends. */
    private static final List<Channel> ACCEPTED = List.of(Channel.EMAIL, Channel.SMS);

    private static final int MOST = 50;
    private static final String CHANNEL = "email or sms";
    private static final String PER =
            "a length of time that is always the same, such as PT12H, P1D or P2W, a minute at least and 12 weeks at most";
    private static final String HOUR = "an hour of the day such as 08:00";

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Throws {@link SettingRefused}. */
    PressureSettings parse(String text) {
        try {
            return read(json.readTree(text));
        } catch (JsonProcessingException e) {
            throw new SettingRefused("the body", "one JSON object, each word in it once: " + e.getOriginalMessage());
        }
    }

    /** As it is stored. */
    String text(PressureSettings settings) {
        return json.valueToTree(write(settings)).toString();
    }

    private static PressureSettings read(JsonNode json) {
        only(json, "the body", Set.of("caps", "hours", "changedAt", "changedBy"));
        List<Hours> hours = all(json, "hours", SettingsJson::hours);
        if (hours.stream().map(Hours::channel).distinct().count() < hours.size()) {
            throw new SettingRefused("hours", "one entry for a channel, not two");
        }
        return new PressureSettings(all(json, "caps", SettingsJson::cap), hours);
    }

    Map<String, Object> write(PressureSettings settings) {
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
        if (entries.size() > MOST) {
            throw new SettingRefused(name, MOST + " entries at most");
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
        if (per == null || per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
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
        String text = json.path(name).asText();
        if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
            throw new SettingRefused(where + "." + name, HOUR);
        }
        return LocalTime.parse(text);
    }

    private static Channel channel(JsonNode json, String where) {
        return ACCEPTED.stream()
                .filter(channel -> channel.code().equals(json.path("channel").asText()))
                .findFirst()
                .orElseThrow(() -> new SettingRefused(where + ".channel", CHANNEL));
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
