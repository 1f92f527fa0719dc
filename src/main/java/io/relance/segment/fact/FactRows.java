package io.relance.segment.fact;

import io.relance.shared.ContactId;
import io.relance.shop.ShopProfile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads facts. */
@Component
class FactRows implements FactReader {

    private final JdbcClient sql;
    private final Asking asking;
    private final ShopProfile shop;

    FactRows(JdbcClient sql, Asking asking, ShopProfile shop) {
        this.sql = sql;
        this.asking = asking;
        this.shop = shop;
    }

    @Override
    public List<Known> read(FactQuery query, Collection<ContactId> contacts, Instant now) {
        return sql.sql(query.ofSome())
                .params(asking.parameters(query, now, shop))
                .param("contacts", contacts.stream().map(ContactId::value).toArray(Long[]::new))
                .query((row, number) -> known(query, row))
                .list();
    }

    private static Known known(FactQuery query, ResultSet row) throws SQLException {
        Map<String, Object> values = new HashMap<>();
        for (Fact fact : query.facts().values()) {
            values.put(fact.path(), value(fact, row, query.name(fact.path())));
        }
        return new Known(
                new ContactId(row.getLong("contact")),
                row.getLong("revision"),
                Arrays.asList((Integer[]) row.getArray("segments").getArray()),
                moment(row, "due_at"),
                moment(row, "due"),
                values);
    }

    private static Object value(Fact fact, ResultSet row, String column) throws SQLException {
        return switch (fact.type()) {
            case NUMBER -> row.getBigDecimal(column);
            case TEXT -> row.getString(column);
            case BOOLEAN -> row.getObject(column, Boolean.class);
            case DATE -> row.getObject(column, java.time.LocalDate.class);
        };
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null || moment.equals(OffsetDateTime.MAX) ? null : moment.toInstant();
    }
}
