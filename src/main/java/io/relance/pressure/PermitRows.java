package io.relance.pressure;

import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger of the slots that were given. */
@Component
class PermitRows {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    PermitRows(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    List<Long> newIds(int count) {
        return jdbc.sql("select nextval('pressure.permit_id_seq') from generate_series(1, ?)")
                .param(count)
                .query(Long.class)
                .list();
    }

    /** A permit with what it was asked for. */
    record Reservation(Permit permit, StepRef step, Instant at) {}

    void reserve(List<Reservation> reservations) {
        batches.batchUpdate(
                "insert into pressure.permit (id, contact_id, channel, class, address, journey, version, enrolment, step,"
                        + " from_at, held_for, reserved_at, state, state_at) values (:id, :contact, :channel, :class,"
                        + " :address, :journey, :version, :enrolment, :step, :from, :heldFor, :at, 'reserved', :at)",
                reservations.stream().map(PermitRows::row).toArray(MapSqlParameterSource[]::new));
    }

    private static MapSqlParameterSource row(Reservation reservation) {
        StepRef step = reservation.step();
        return row(reservation.permit(), reservation.at())
                .addValue("channel", reservation.permit().channel().code())
                .addValue("class", reservation.permit().messageClass().code())
                .addValue("journey", step == null ? null : step.journey())
                .addValue("version", step == null ? null : step.version())
                .addValue("enrolment", step == null ? null : step.enrolment())
                .addValue("step", step == null ? null : step.step());
    }

    private static MapSqlParameterSource row(Permit permit, Instant at) {
        return new MapSqlParameterSource()
                .addValue("id", permit.id())
                .addValue("contact", permit.contact().value())
                .addValue("address", permit.address())
                .addValue("from", time(permit.from()))
                .addValue("heldFor", permit.heldFor())
                .addValue("at", time(at));
    }

    /** Keeps what was confirmed: used when it may go now, still reserved when it must wait. */
    void confirm(List<Permit> permits, Instant now) {
        batches.batchUpdate(
                "update pressure.permit set contact_id = :contact, address = :address, from_at = :from,"
                        + " held_for = :heldFor, state = case when :heldFor::text is null then 'used' else 'reserved' end,"
                        + " state_at = :at where id = :id",
                permits.stream().map(permit -> row(permit, now)).toArray(MapSqlParameterSource[]::new));
    }

    void release(long id, Instant now) {
        jdbc.sql("update pressure.permit set state = 'released', state_at = ? where id = ?")
                .params(time(now), id)
                .update();
    }

    void move(ContactId from, ContactId into) {
        jdbc.sql("update pressure.permit set contact_id = ? where contact_id = ?")
                .params(into.value(), from.value())
                .update();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
