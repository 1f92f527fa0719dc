package io.relance.contact;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The timeline's rows. */
@Component
class ActivityRows {

    /** A contact that was merged away is asked for as the one it became. */
    private static final String CONTACT =
            "coalesce((select merged_into from contact.contact where id = :contact), :contact)";

    private final JdbcClient jdbc;
    private final Json json;
    private final String insert = Sql.named("insert_activities");

    ActivityRows(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Inserts these, in one statement; answers them as they now stand, in the same order. */
    List<Activity> insert(List<NewActivity> fresh) {
        var ids = jdbc.sql(insert)
                .param("contacts", column(fresh, each -> each.contact().value(), Long[]::new))
                .param("at", column(fresh, each -> kept(each.at()).toString(), String[]::new))
                .param("names", column(fresh, each -> Json.withoutNul(each.name()), String[]::new))
                .param("properties", column(fresh, each -> json.write(each.properties()), String[]::new))
                .param("sources", column(fresh, NewActivity::source, String[]::new))
                .param("live", column(fresh, NewActivity::live, Boolean[]::new))
                .query(Long.class)
                .list();
        // Given out in the order of the rows; told back in whatever order.
        ids.sort(null);
        return IntStream.range(0, fresh.size())
                .mapToObj(i -> activity(ids.get(i), fresh.get(i)))
                .toList();
    }

    private static Activity activity(long id, NewActivity each) {
        return new Activity(
                id,
                each.contact(),
                kept(each.at()),
                Json.withoutNul(each.name()),
                each.properties(),
                each.source(),
                each.live());
    }

    /** What PostgreSQL keeps; an activity must read back as it was published. */
    private static Instant kept(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private static <T> T[] column(List<NewActivity> rows, Function<NewActivity, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    List<Activity> newest(ContactId contact, int limit) {
        return jdbc.sql("select id, contact_id, at, name, properties, source, live from contact.activity"
                        + " where contact_id = " + CONTACT + " order by at desc, id desc limit :limit")
                .param("contact", contact.value())
                .param("limit", limit)
                .query((row, number) -> activity(row))
                .list();
    }

    Set<Timeline.Since> anySince(List<Timeline.Since> asked, Collection<String> names) {
        return jdbc.sql(
                        """
                        select place from unnest(:contacts, :sinces::timestamptz[]) with ordinality as asked (id, since, place)
                        left join contact.contact c on c.id = asked.id
                        where exists (select from contact.activity
                          where contact_id = coalesce(c.merged_into, asked.id) and at >= since
                            and lower(name) = any(:names))""")
                .param(
                        "contacts",
                        asked.stream().map(each -> each.contact().value()).toArray(Long[]::new))
                .param(
                        "sinces",
                        asked.stream().map(each -> each.moment().toString()).toArray(String[]::new))
                .param(
                        "names",
                        names.stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .query((row, number) -> asked.get(row.getInt("place") - 1))
                .set();
    }

    Set<ContactId> idleSince(Collection<ContactId> contacts, Instant since) {
        return jdbc.sql(
                        """
                        select id from contact.contact c
                        where id = any(:contacts) and created_at < :since
                          and not exists (select from contact.activity a
                            where a.contact_id = c.id and a.at >= :since and """
                                + " " + OwnActs.CONDITION + ")")
                .param("contacts", contacts.stream().map(ContactId::value).toArray(Long[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .params(OwnActs.PARAMETERS)
                .query((row, number) -> new ContactId(row.getLong("id")))
                .set();
    }

    Map<ContactId, Instant> lastActs(Collection<ContactId> contacts) {
        Map<ContactId, Instant> last = new HashMap<>();
        jdbc.sql(
                        """
                        select asked.id, a.at from unnest(:contacts) as asked (id)
                        cross join lateral (
                          select at from contact.activity where contact_id = asked.id and """
                                + " " + OwnActs.CONDITION + " order by at desc limit 1) a")
                .param("contacts", contacts.stream().map(ContactId::value).toArray(Long[]::new))
                .params(OwnActs.PARAMETERS)
                .query(row -> {
                    last.put(
                            new ContactId(row.getLong("id")),
                            row.getObject("at", OffsetDateTime.class).toInstant());
                });
        return last;
    }

    private Activity activity(ResultSet row) throws SQLException {
        return new Activity(
                row.getLong("id"),
                new ContactId(row.getLong("contact_id")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("name"),
                json.read(row.getString("properties")),
                row.getString("source"),
                row.getBoolean("live"));
    }
}
