package io.relance.segment.fact;

import static io.relance.rules.FactType.BOOLEAN;
import static io.relance.rules.FactType.NUMBER;
import static io.relance.rules.FactType.TEXT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Who the person is, what they declared and what they allowed. */
@Component
class ContactFacts {

    private static final Pattern TRAIT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern TOPIC = Pattern.compile("[a-z_]{1,40}");
    private static final String ACCOUNT = "coalesce(p.account_at, c.created_at)";
    /** The next birthday, today's included; who was born on 29 February has it on 28 February in other years. */
    private static final String NEXT_BIRTHDAY = "case when (p.birthday + make_interval(years => "
            + "date_part('year', :today::date)::int - date_part('year', p.birthday)::int))::date >= :today::date"
            + " then (p.birthday + make_interval(years => "
            + "date_part('year', :today::date)::int - date_part('year', p.birthday)::int))::date"
            + " else (p.birthday + make_interval(years => "
            + "date_part('year', :today::date)::int - date_part('year', p.birthday)::int + 1))::date end";

    List<Fact> fixed() {
        return List.of(
                Fact.of("contact.known", BOOLEAN, "(c.user_id is not null)", Source.CONTACT),
                Fact.of("contact.hasEmail", BOOLEAN, "(c.email is not null)", Source.CONTACT),
                Fact.of("contact.hasPhone", BOOLEAN, "(c.phone is not null)", Source.CONTACT),
                Fact.of("contact.language", TEXT, "c.language", Source.CONTACT),
                Fact.of("contact.country", TEXT, "upper(" + address("country") + ")", Source.CONTACT),
                Fact.of("contact.city", TEXT, address("city"), Source.CONTACT),
                Fact.of("contact.postalCode", TEXT, address("postalCode"), Source.CONTACT),
                Fact.of("contact.accountAgeDays", NUMBER, Moments.daysSince(ACCOUNT), Source.CONTACT)
                        .dueBy(Moments.dueSince(ACCOUNT)),
                Fact.of("contact.ageYears", NUMBER, "date_part('year', age(:today::date, p.birthday))::int")
                        .dueBy(any -> Moments.startOf(NEXT_BIRTHDAY)),
                Fact.of("contact.birthdayInDays", NUMBER, "((" + NEXT_BIRTHDAY + ") - :today::date)")
                        .dueBy(Moments.dueUntil("(" + NEXT_BIRTHDAY + ")")));
    }

    private static String address(String field) {
        return "nullif(trim(c.traits #>> '{address," + field + "}'), '')";
    }

    Map<String, Function<String, Optional<Fact>>> families() {
        return Map.of(
                "trait", name -> trait(name).map(json -> text("trait." + name, json, name)),
                "number", name -> trait(name).map(json -> number("number." + name, json, name)),
                "flag", name -> trait(name).map(json -> flag("flag." + name, name)),
                "consent", ContactFacts::consent);
    }

    private static Optional<String> trait(String name) {
        return TRAIT.matcher(name).matches() ? Optional.of("(c.traits ->> '" + name + "')") : Optional.empty();
    }

    private static Fact text(String path, String json, String name) {
        return Fact.of(
                path,
                TEXT,
                "case when jsonb_typeof(c.traits -> '" + name + "') in ('string', 'number', 'boolean') then " + json
                        + " end",
                Source.CONTACT);
    }

    /** Numbers that arrived as text are numbers. */
    private static Fact number(String path, String json, String name) {
        return Fact.of(
                path,
                NUMBER,
                "case when jsonb_typeof(c.traits -> '" + name + "') in ('string', 'number') and trim" + json
                        + " ~ '^[+-]?[0-9]{1,15}([.][0-9]{1,15})?$' then trim" + json + "::numeric end",
                Source.CONTACT);
    }

    private static Fact flag(String path, String name) {
        return Fact.of(
                path,
                BOOLEAN,
                "case lower(c.traits ->> '" + name + "') when 'true' then true when 'false' then false end",
                Source.CONTACT);
    }

    private static Optional<Fact> consent(String topic) {
        if (!TOPIC.matcher(topic).matches()) {
            return Optional.empty();
        }
        Column state = new Column(Source.CONSENT, topic, "max(state) filter (where topic = '" + topic + "')");
        return Optional.of(
                Fact.of("consent." + topic, TEXT, "coalesce(" + state.read() + ", 'unknown')", List.of(state)));
    }
}
