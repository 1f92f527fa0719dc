package io.relance.contact.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.contact.Rights.Kind;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code contact.rights_audit}: what was asked for and done; append-only but for its end. */
@Component
class RightsRecord {

    /**
     * One request.
     *
     * @param userId of whom something is still to be given out; null otherwise
     * @param finishedAt null while it is open
     * @param counts rows by table
     */
    record Entry(
            long id,
            String kind,
            String person,
            String userId,
            Instant requestedAt,
            String requestedBy,
            Instant finishedAt,
            Map<String, Integer> counts) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    RightsRecord(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    long add(Kind kind, String person, String by, Instant at) {
        return jdbc.sql(
                        """
                        insert into contact.rights_audit (kind, person, requested_at, requested_by)
                        values (?, ?, ?, ?) returning id""")
                .params(kind.code(), person, time(at), by)
                .query(Long.class)
                .single();
    }

    /** Adds what was done to what was done already, and says that this was all. */
    void finish(long id, Map<String, Integer> done, Instant at) {
        jdbc.sql(
                        """
                        update contact.rights_audit a set finished_at = coalesce(finished_at, :at),
                          counts = counts || coalesce((
                            select jsonb_object_agg(key, value::int + coalesce((a.counts ->> key)::int, 0))
                            from jsonb_each_text(:done::jsonb)), '{}')
                        where id = :id""")
                .param("at", time(at))
                .param("done", write(done))
                .param("id", id)
                .update();
    }

    /** Newest first; of one kind, of one person, or open ones only, where that is asked for. */
    List<Entry> newest(String kind, String person, boolean onlyOpen, int limit) {
        return jdbc.sql(
                        """
                        select a.*, c.user_id from contact.rights_audit a
                        left join contact.rights_open o on o.audit = a.id and o.step = 'give_out'
                        left join contact.contact c on c.id = o.contact_id
                        where (:kind::text is null or a.kind = :kind)
                          and (:person::text is null or a.person = :person)
                          and (not :open or a.finished_at is null)
                        order by a.id desc limit :limit""")
                .param("kind", kind)
                .param("person", person)
                .param("open", onlyOpen)
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list();
    }

    private Entry entry(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Entry(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("person"),
                row.getString("user_id"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getString("requested_by"),
                Optional.ofNullable(finished).map(OffsetDateTime::toInstant).orElse(null),
                read(row.getString("counts")));
    }

    private String write(Map<String, Integer> counts) {
        try {
            return json.writeValueAsString(counts);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Integer> read(String counts) {
        try {
            return json.readValue(counts, new TypeReference<Map<String, Integer>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
