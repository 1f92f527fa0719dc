package io.relance.contact;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
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
        var activities = withIds(fresh);
        jdbc.sql(insert)
                .param("ids", column(activities, Activity::id, Long[]::new))
                .param("contacts", column(activities, each -> each.contact().value(), Long[]::new))
                .param("at", column(activities, each -> each.at().toString(), String[]::new))
                .param("names", column(activities, Activity::name, String[]::new))
                .param("properties", column(activities, each -> json.write(each.properties()), String[]::new))
                .param("sources", column(activities, Activity::source, String[]::new))
                .param("live", column(activities, Activity::live, Boolean[]::new))
                .update();
        return activities;
    }

    private List<Activity> withIds(List<NewActivity> fresh) {
        var ids = jdbc.sql("select nextval('contact.activity_id') from generate_series(1, ?)")
                .param(fresh.size())
                .query(Long.class)
                .list();
        var activities = new ArrayList<Activity>(fresh.size());
        for (int i = 0; i < fresh.size(); i++) {
            NewActivity each = fresh.get(i);
            activities.add(new Activity(
                    ids.get(i),
                    each.contact(),
                    // What PostgreSQL keeps; an activity must read back as it was published.
                    each.at().truncatedTo(ChronoUnit.MICROS),
                    Json.withoutNul(each.name()),
                    each.properties(),
                    each.source(),
                    each.live()));
        }
        return activities;
    }

    private static <T> T[] column(
            List<Activity> rows, Function<Activity, T> value, java.util.function.IntFunction<T[]> array) {
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
