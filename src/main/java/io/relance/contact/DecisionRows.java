package io.relance.contact;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The decisions' rows. */
@Component
class DecisionRows {

    private final JdbcClient jdbc;
    private final Json json;
    private final String insert = Sql.named("insert_decisions");

    DecisionRows(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(List<Decision> decisions) {
        jdbc.sql(insert)
                .param(
                        "contacts",
                        decisions.stream().map(each -> each.contact().value()).toArray(Long[]::new))
                .param("at", column(decisions, each -> each.at().toString()))
                .param("journeys", column(decisions, Decision::journey))
                .param("steps", column(decisions, Decision::step))
                .param(
                        "outcomes",
                        column(decisions, each -> each.outcome().name().toLowerCase(Locale.ROOT)))
                .param("reasons", column(decisions, Decision::reason))
                .param("details", column(decisions, Decision::detail))
                .param("french", column(decisions, Decision::french))
                .param("inputs", column(decisions, this::inputs))
                .param(
                        "nexts",
                        column(
                                decisions,
                                each -> each.next() == null ? null : each.next().toString()))
                .update();
    }

    private String inputs(Decision decision) {
        return decision.inputs().isEmpty() ? null : json.write(decision.inputs());
    }

    private static String[] column(List<Decision> decisions, Function<Decision, String> value) {
        return decisions.stream().map(value.andThen(Json::withoutNul)).toArray(String[]::new);
    }

    List<Decision> newest(ContactId contact, String journey, int limit) {
        return jdbc.sql("select contact_id, at, journey, step, outcome, reason, detail, detail_fr,"
                        + " inputs, next_at from contact.decision"
                        + " where contact_id = coalesce("
                        + "(select merged_into from contact.contact where id = :contact), :contact)"
                        + " and (:journey::text is null or journey = :journey)"
                        + " order by at desc, id desc limit :limit")
                .param("contact", contact.value())
                .param("journey", journey)
                .param("limit", limit)
                .query((row, number) -> decision(row))
                .list();
    }

    private Decision decision(ResultSet row) throws SQLException {
        String inputs = row.getString("inputs");
        OffsetDateTime next = row.getObject("next_at", OffsetDateTime.class);
        return new Decision(
                new ContactId(row.getLong("contact_id")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("journey"),
                row.getString("step"),
                Decision.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("detail_fr"),
                inputs == null ? Map.of() : json.read(inputs),
                next == null ? null : next.toInstant());
    }
}
