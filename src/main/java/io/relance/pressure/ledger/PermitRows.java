package io.relance.pressure.ledger;

import io.relance.pressure.JourneyClass;
import io.relance.pressure.Permit;
import io.relance.pressure.Saying;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shared.StepRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code pressure.permit}. */
@Component
class PermitRows {

    private static final String RESERVE =
            """
            insert into pressure.permit (id, contact_id, channel, class, address, journey, version, enrolment, step,
              from_at, held_for, reserved_at, state, state_at,
              template, content_key, offer, topic, journey_class, priority, waits)
            select id, contact, channel, class, address, journey, version, enrolment, step,
              from_at::timestamptz, held_for, at::timestamptz, 'reserved', at::timestamptz,
              template, content_key, offer, topic, journey_class, priority, waits
            from unnest(:ids, :contacts, :channels, :classes, :addresses, :journeys, :versions, :enrolments, :steps,
              :froms, :heldFors, :ats, :templates, :keys, :offers, :topics, :journeyClasses, :priorities, :waits)
              as slot (id, contact, channel, class, address, journey, version, enrolment, step, from_at, held_for, at,
                template, content_key, offer, topic, journey_class, priority, waits)""";

    private static final String CONFIRM =
            """
            update pressure.permit p set address = now.address,
              from_at = now.from_at::timestamptz, held_for = now.held_for,
              state = case when now.held_for is null then 'used' else 'reserved' end, state_at = :at
            from unnest(:ids, :addresses, :froms, :heldFors) as now (id, address, from_at, held_for)
            where p.id = now.id""";

    /** What is about a cart or an order counts for ever: the same must not be said twice. */
    private static final String SAID =
            """
            select id, contact_id, channel, class, from_at, state = 'used' as used, journey, step,
              template, content_key, offer, topic, journey_class, priority, waits
            from pressure.permit
            where contact_id = any(:contacts) and state <> 'released'
              and (from_at > :since or content_key is not null)""";

    private static final int WITHOUT_A_PRIORITY = 50;

    private final JdbcClient jdbc;

    PermitRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Long> newIds(int count) {
        return jdbc.sql("select nextval('pressure.permit_id_seq') from generate_series(1, ?)")
                .param(count)
                .query(Long.class)
                .list();
    }

    void reserve(Collection<Reservation> given) {
        permits(RESERVE, given.stream().map(Reservation::permit).toList())
                .param("contacts", column(given, Long[]::new, each -> each.permit()
                        .contact()
                        .value()))
                .param("channels", texts(given, each -> each.permit().channel().code()))
                .param(
                        "classes",
                        texts(given, each -> each.permit().messageClass().code()))
                .param("journeys", texts(given, each -> each.of(StepRef::journey)))
                .param("versions", column(given, Integer[]::new, each -> each.of(StepRef::version)))
                .param("enrolments", column(given, Long[]::new, each -> each.of(StepRef::enrolment)))
                .param("steps", texts(given, each -> each.of(StepRef::step)))
                .param("ats", texts(given, each -> each.at().toString()))
                .param("templates", texts(given, each -> each.said(Saying::template)))
                .param("keys", texts(given, each -> each.said(Saying::key)))
                .param("offers", texts(given, each -> each.said(Saying::offer)))
                .param("topics", texts(given, each -> each.said(Saying::topic)))
                .param(
                        "journeyClasses",
                        texts(given, each -> each.saying().journeyClass().code()))
                .param("priorities", column(given, Integer[]::new, each -> each.said(Saying::priority)))
                .param("waits", column(given, Boolean[]::new, each -> each.said(Saying::waits)))
                .update();
    }

    private JdbcClient.StatementSpec permits(String sql, List<Permit> permits) {
        return jdbc.sql(sql)
                .param("ids", column(permits, Long[]::new, Permit::id))
                .param("addresses", texts(permits, Permit::address))
                .param("froms", texts(permits, each -> each.from().toString()))
                .param("heldFors", texts(permits, Permit::heldFor));
    }

    /** Keeps what was confirmed: used when it may go now, still reserved when it must wait. */
    void confirm(List<Permit> permits, Instant now) {
        if (!permits.isEmpty()) {
            permits(CONFIRM, permits).param("at", time(now)).update();
        }
    }

    /** What was and still may be said to these people, but for what was to be said before {@code since}. */
    List<Said> said(Collection<ContactId> people, Instant since) {
        return jdbc.sql(SAID)
                .param("contacts", column(people, Long[]::new, ContactId::value))
                .param("since", time(since))
                .query((row, number) -> said(row))
                .list();
    }

    private static Said said(ResultSet row) throws SQLException {
        return new Said(
                row.getLong("id"),
                new ContactId(row.getLong("contact_id")),
                Channel.of(row.getString("channel")),
                MessageClass.of(row.getString("class")),
                row.getObject("from_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("used"),
                saying(row),
                row.getString("journey"),
                row.getString("step"));
    }

    /** Slots from before this was kept have no priority and may wait. */
    private static Saying saying(ResultSet row) throws SQLException {
        Integer priority = row.getObject("priority", Integer.class);
        Boolean waits = row.getObject("waits", Boolean.class);
        return new Saying(
                row.getString("template"),
                row.getString("content_key"),
                row.getString("offer"),
                row.getString("topic"),
                JourneyClass.of(row.getString("journey_class")),
                priority == null ? WITHOUT_A_PRIORITY : priority,
                waits == null || waits,
                null);
    }

    void release(Collection<Long> ids, Instant now) {
        jdbc.sql("update pressure.permit set state = 'released', state_at = ? where id = any(?)")
                .params(time(now), ids.toArray(Long[]::new))
                .update();
    }

    void use(long id, Instant now) {
        jdbc.sql("update pressure.permit set state = 'used', from_at = :now, state_at = :now"
                        + " where id = :id and state = 'reserved'")
                .param("now", time(now))
                .param("id", id)
                .update();
    }

    void move(ContactId from, ContactId into) {
        jdbc.sql("update pressure.permit set contact_id = ? where contact_id = ?")
                .params(into.value(), from.value())
                .update();
    }

    private static <R> String[] texts(Collection<R> rows, Function<R, String> value) {
        return column(rows, String[]::new, value);
    }

    private static <R, T> T[] column(Collection<R> rows, IntFunction<T[]> array, Function<R, T> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
