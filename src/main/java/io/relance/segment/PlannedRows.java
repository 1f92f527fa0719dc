package io.relance.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of planned activities. */
@Component
class PlannedRows {

    private static final TypeReference<Map<String, Object>> PROPERTIES = new TypeReference<>() {};

    private final JdbcClient sql;
    private final ObjectMapper json;

    PlannedRows(JdbcClient sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** What is to be recorded for the members of a segment beyond a contact's number. */
    record Plan(long id, int segment, String name, Map<String, Object> properties, long upTo) {}

    /**
     * How far a plan is.
     *
     * @param leftOut for how many it could not be recorded
     */
    record Told(long id, String name, Instant at, long recorded, long leftOut, Instant endedAt) {}

    long add(int segment, String name, Map<String, Object> properties, Instant at, String by, Instant now) {
        try {
            return sql.sql(
                            """
                            insert into segment.planned (segment, name, properties, at, asked_by, asked_at)
                            values (:segment, :name, :properties::jsonb, :at, :by, :now) returning id""")
                    .param("segment", segment)
                    .param("name", name)
                    .param("properties", json.writeValueAsString(properties))
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("by", by)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Told> find(long id) {
        return sql.sql("select id, name, at, recorded, left_out, ended_at from segment.planned where id = :id")
                .param("id", id)
                .query((row, number) -> new Told(
                        row.getLong("id"),
                        row.getString("name"),
                        moment(row, "at"),
                        row.getLong("recorded"),
                        row.getLong("left_out"),
                        moment(row, "ended_at")))
                .optional();
    }

    Optional<Instant> nextDue() {
        return sql.sql("select at from segment.planned where ended_at is null order by at limit 1")
                .query((row, number) -> moment(row, "at"))
                .optional();
    }

    /** The next that is due, locked; those that another node has in hand are left to it. */
    Optional<Plan> take(Instant now) {
        return sql.sql("select id, segment, name, properties, upto from segment.planned"
                        + " where ended_at is null and at <= :now order by at limit 1 for update skip locked")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(this::plan)
                .optional();
    }

    void advance(long id, long upTo, int recorded, Instant ended) {
        sql.sql(
                        "update segment.planned set upto = :upTo, recorded = recorded + :recorded, ended_at = :ended where id = :id")
                .param("id", id)
                .param("upTo", upTo)
                .param("recorded", recorded)
                .param("ended", ended == null ? null : ended.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Goes on beyond this member, unless another node has meanwhile. */
    void leaveOut(Plan plan, long member) {
        sql.sql("update segment.planned set upto = :member, left_out = left_out + 1 where id = :id and upto = :upTo")
                .param("id", plan.id())
                .param("member", member)
                .param("upTo", plan.upTo())
                .update();
    }

    private Plan plan(ResultSet row, int number) throws SQLException {
        try {
            return new Plan(
                    row.getLong("id"),
                    row.getInt("segment"),
                    row.getString("name"),
                    json.readValue(row.getString("properties"), PROPERTIES),
                    row.getLong("upto"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
