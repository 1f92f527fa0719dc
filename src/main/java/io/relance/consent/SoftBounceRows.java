package io.relance.consent;

import io.relance.consent.SoftBounces.SoftBounce;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code consent.soft_bounce}; addresses arrive here as they are compared. */
@Component
class SoftBounceRows {

    private final JdbcClient jdbc;

    SoftBounceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Channel channel, String address, SoftBounce bounce) {
        jdbc.sql("insert into consent.soft_bounce (channel, address, message, contact_id, sent_at)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing")
                .params(
                        channel.code(),
                        address,
                        bounce.message(),
                        bounce.contact().value(),
                        bounce.sentAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<SoftBounce> of(Channel channel, String address) {
        return jdbc.sql("select message, contact_id, sent_at from consent.soft_bounce"
                        + " where channel = ? and address = ? order by sent_at, message")
                .params(channel.code(), address)
                .query((row, number) -> new SoftBounce(
                        row.getLong("message"),
                        new ContactId(row.getLong("contact_id")),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void delete(Channel channel, String address) {
        jdbc.sql("delete from consent.soft_bounce where channel = ? and address = ?")
                .params(channel.code(), address)
                .update();
    }
}
