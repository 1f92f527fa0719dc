package io.relance.pressure.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The rules as they are read and told: {@code {"caps": [{"channel", "count", "per", "segment"}], "hours": [{"channel",
 * "class", "country", "days", "from", "to", "holidays"}], "holdBack": …}}. What is not said, a part or a channel, stays
 * as it was; what is null is no rule.
 */
@Component
class SettingsJson {

    /** Slots are kept for three months at least (RELANCE_KEPT_PERMITS). */
    private static final Duration LONGEST = Duration.ofDays(12 * 7);

    /** Neither NUL nor half a surrogate pair, which JSON may name and the database cannot keep. */
    private static final String SEGMENT = "(?!.*[\\x00\\p{Cs}])\\S(.{0,98}\\S)?";

    private static final String DAY = "day";
    private static final List<String> TOLD = List.of("changedAt", "changedBy", "history");

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What is said, over what was before. Throws {@link SettingRefused}. */
    PressureSettings parse(String text, PressureSettings before) {
        return read(tree(text), before);
    }

    /**
     * As it was stored. Older rules knew caps and hours for e-mail and SMS alone: of what they did not speak, what is
     * usual holds, for calls above all.
     */
    PressureSettings stored(String text) {
        JsonNode rules = tree(text);
        if (rules.has(CareJson.NAMES.get(0))) {
            return read(rules, new PressureSettings(List.of(), List.of(), PressureSettings.DEFAULT.care()));
        }
        ((ObjectNode) rules).properties().removeIf(part -> part.getValue().isEmpty());
        return read(rules, PressureSettings.DEFAULT);
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SettingRefused(
                    "the body",
                    "one JSON object, each word in it once; it is none at line %d, column %d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }

    /** As it is stored. */
    String text(PressureSettings settings) {
        return json.valueToTree(write(settings)).toString();
    }

    private static PressureSettings read(JsonNode json, PressureSettings before) {
        Set<String> accepted = new HashSet<>(CareJson.NAMES);
        accepted.addAll(List.of("caps", "hours"));
        accepted.addAll(TOLD);
        Strict.only(json, "the body", accepted);
        return new PressureSettings(
                perChannel(json.path("caps"), "caps", before.caps(), Cap::channel, SettingsJson::cap),
                perChannel(json.path("hours"), "hours", before.hours(), Hours::channel, SettingsJson::hours),
                CareJson.read(json, before.care()));
    }

    /** A channel that is named has the entries that are said, and no others; one that is not keeps its own. */
    private static <T> List<T> perChannel(
            JsonNode json,
            String name,
            List<T> before,
            Function<T, Channel> channel,
            BiFunction<JsonNode, String, T> read) {
        if (json.isMissingNode()) {
            return before;
        }
        List<T> said = Strict.all(json, name, read);
        if (json.isEmpty()) {
            return List.of();
        }
        Set<Channel> named = EnumSet.noneOf(Channel.class);
        json.forEach(entry -> named.add(Strict.channel(entry, name)));
        return Stream.concat(
                        said.stream().filter(Objects::nonNull),
                        before.stream().filter(each -> !named.contains(channel.apply(each))))
                .toList();
    }

    Map<String, Object> write(PressureSettings settings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("caps", settings.caps().stream().map(SettingsJson::entry).toList());
        json.put("hours", settings.hours().stream().map(SettingsJson::entry).toList());
        json.putAll(CareJson.write(settings.care()));
        return json;
    }

    private static Map<String, Object> entry(Cap cap) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("channel", cap.channel().code());
        json.put("count", cap.count());
        json.put("per", cap.per() == null ? DAY : Stretch.text(cap.per()));
        if (cap.segment() != null) {
            json.put("segment", cap.segment());
        }
        return json;
    }

    private static Map<String, Object> entry(Hours hours) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("channel", hours.channel().code());
        json.put("class", hours.messageClass().code());
        if (hours.country() != null) {
            json.put("country", hours.country());
        }
        json.put("days", hours.days().stream().sorted().map(SettingsJson::code).toList());
        json.put("from", hours.from().toString());
        json.put("to", hours.to().toString());
        json.put("holidays", hours.holidays());
        return json;
    }

    /** Null for a count that is null: no rule. */
    private static Cap cap(JsonNode json, String where) {
        Strict.only(json, where, Set.of("channel", "count", "per", "segment"));
        Channel channel = Strict.channel(json, where);
        Duration per = DAY.equals(json.path("per").asText()) ? null : stretch(json, where);
        String segment = Strict.text(json.path("segment"), where + ".segment", SEGMENT, "a segment's name");
        JsonNode count = json.path("count");
        if (count.isNull()) {
            return null;
        }
        if (!count.isInt() || count.intValue() < 0) {
            throw new SettingRefused(where + ".count", "a whole number; 0 is never, null is no rule");
        }
        return new Cap(channel, count.intValue(), per, segment);
    }

    private static Duration stretch(JsonNode json, String where) {
        Duration per = Strict.length(json.path("per"), where + ".per", LONGEST, "12 weeks");
        if (per == null) {
            throw new SettingRefused(where + ".per", "day, for the person's own, or a length of time such as P7D");
        }
        return per;
    }

    /** Null for hours that are null: no rule. */
    private static Hours hours(JsonNode json, String where) {
        Strict.only(json, where, Set.of("channel", "class", "country", "days", "from", "to", "holidays"));
        if (json.path("from").isNull() && json.path("to").isNull()) {
            Strict.channel(json, where);
            return null;
        }
        LocalTime from = Strict.hour(json, "from", where);
        LocalTime to = Strict.hour(json, "to", where);
        if (from.equals(to)) {
            throw new SettingRefused(where + ".to", "another hour than from");
        }
        String messageClass = Strict.text(
                json.path("class"), where + ".class", "marketing|transactional", "marketing or transactional");
        Hours hours = new Hours(
                Strict.channel(json, where),
                messageClass == null ? MessageClass.MARKETING : MessageClass.of(messageClass),
                Strict.text(json.path("country"), where + ".country", "[A-Z]{2}", "an ISO 3166 code such as FR"),
                days(json.path("days"), where + ".days"),
                from,
                to,
                Strict.truth(json.path("holidays"), where + ".holidays", false));
        if ("FR".equals(hours.country()) && !FrenchSms.allows(hours)) {
            throw new SettingRefused(where, FrenchSms.ACCEPTED);
        }
        return hours;
    }

    private static Set<DayOfWeek> days(JsonNode json, String where) {
        if (Strict.isAbsent(json)) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        List<DayOfWeek> days = Strict.all(json, where, (day, place) -> Arrays.stream(DayOfWeek.values())
                .filter(each -> code(each).equals(day.asText()))
                .findFirst()
                .orElseThrow(() -> new SettingRefused(place, "mon, tue, wed, thu, fri, sat or sun")));
        if (days.isEmpty()) {
            throw new SettingRefused(where, "one day at least; a channel that is never used has a cap of 0");
        }
        return EnumSet.copyOf(days);
    }

    private static String code(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}
