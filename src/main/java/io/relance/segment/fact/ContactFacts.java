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
    /** This year's birthday; who was born on 29 February has it on 28 February in other years. */
    private static final String THIS_YEARS = birthday("date_part('year', :today::date)::int");

    private static final String NEXT_YEARS = birthday("date_part('year', :today::date)::int + 1");

    /** The next birthday, today's included. */
    private static final String NEXT_BIRTHDAY =
            "case when " + THIS_YEARS + " >= :today::date then " + THIS_YEARS + " else " + NEXT_YEARS + " end";

    /** When they are a year older than today. */
    private static final String OLDER =
            "case when " + THIS_YEARS + " > :today::date then " + THIS_YEARS + " else " + NEXT_YEARS + " end";

    private static final String AGE = "(date_part('year', :today::date) - date_part('year', p.birthday)"
            + " - case when " + THIS_YEARS + " > :today::date then 1 else 0 end)::int";

    private static String birthday(String year) {
        return "(p.birthday + make_interval(years => " + year + " - date_part('year', p.birthday)::int))::date";
    }

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
                Fact.of("contact.ageYears", NUMBER, AGE).dueBy(any -> Moments.startOf(OLDER)),
                Fact.of("contact.birthdayInDays", NUMBER, "((" + NEXT_BIRTHDAY + ") - :today::date)")
                        .dueBy(Moments.dueUntil("(" + NEXT_BIRTHDAY + ")", true)));
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
