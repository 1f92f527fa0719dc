package io.relance.pressure;

import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger of the slots that were given. */
@Component
class PermitRows {

    private static final String RESERVE =
            """
            insert into pressure.permit (id, contact_id, channel, class, address, journey, version, enrolment, step,
              from_at, held_for, reserved_at, state, state_at)
            select id, contact, channel, class, address, journey, version, enrolment, step,
              from_at::timestamptz, held_for, at::timestamptz, 'reserved', at::timestamptz
            from unnest(:ids, :contacts, :channels, :classes, :addresses, :journeys, :versions, :enrolments, :steps,
              :froms, :heldFors, :ats)
              as slot (id, contact, channel, class, address, journey, version, enrolment, step, from_at, held_for, at)""";

    private static final String CONFIRM =
            """
            update pressure.permit p set address = now.address,
              from_at = now.from_at::timestamptz, held_for = now.held_for,
              state = case when now.held_for is null then 'used' else 'reserved' end, state_at = :at
            from unnest(:ids, :addresses, :froms, :heldFors) as now (id, address, from_at, held_for)
            where p.id = now.id""";

    private static final String SLOTS =
            """
            select id, contact_id, from_at, state = 'used' as used from pressure.permit
            where contact_id = any(:contacts) and channel = :channel and from_at > :since
              and class = 'marketing' and state <> 'released'""";

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

    /** A permit with what it was asked for. */
    record Reservation(Permit permit, StepRef step, Instant at) {

        <T> T of(Function<StepRef, T> value) {
            return step == null ? null : value.apply(step);
        }
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

    /** A slot that counts: used at this moment, or reserved and not to be used before it. */
    record Slot(long permit, ContactId contact, Instant from, boolean used) {}

    /** What was and still may be said to these people on a channel, but for what was to be said before {@code since}. */
    List<Slot> slots(Collection<ContactId> people, Channel channel, Instant since) {
        return jdbc.sql(SLOTS)
                .param("contacts", column(people, Long[]::new, ContactId::value))
                .param("channel", channel.code())
                .param("since", time(since))
                .query((row, number) -> new Slot(
                        row.getLong("id"),
                        new ContactId(row.getLong("contact_id")),
                        row.getObject("from_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("used")))
                .list();
    }

    void release(Collection<Long> ids, Instant now) {
        jdbc.sql("update pressure.permit set state = 'released', state_at = ? where id = any(?)")
                .params(time(now), ids.toArray(Long[]::new))
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
