package io.relance.shop.wish;

import io.relance.shared.ContactId;
import io.relance.shop.Sql;
import io.relance.shop.shelf.ShelfChanged.Restocked;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of requests, and what the variants say of whom to tell. */
@Component
class StockRequestRows {

    /**
     * A variant that is there again.
     *
     * @param toTell how many may still be told; null: any number
     */
    record Wave(String productId, String variantId, Instant since, Long toTell) {}

    private static final String OF_BOTH =
            """
            on conflict (contact, product_id, variant) do update
            set first_asked_at = least(known.first_asked_at, known.asked_at, excluded.first_asked_at),
              asked_at = greatest(known.asked_at, excluded.asked_at)
            """;

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final String waiting = Sql.named("waiting-for-stock");

    StockRequestRows(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /**
     * Lets those who ask for these products and the shop that restocks them come one after the other, until the
     * transaction ends: neither could see what the other has not committed yet.
     */
    void lock(Collection<String> productIds, Turn turn) {
        sql.sql("select " + turn.lock
                        + "(key) from (select distinct hashtextextended('shop.stock_request:' || id, 0) as key"
                        + " from unnest(:products) as id order by key) as keys")
                .param("products", productIds.toArray(String[]::new))
                .query((row, number) -> number)
                .list();
    }

    /** Whose turn it is: askers do not wait for one another. */
    enum Turn {
        ASKERS("pg_advisory_xact_lock_shared"),
        SHOP("pg_advisory_xact_lock");

        private final String lock;

        Turn(String lock) {
            this.lock = lock;
        }
    }

    /** Asked twice it is one request, which keeps its place and waits from the last time on. */
    void add(Collection<StockRequest> requests) {
        batches.batchUpdate(
                """
                insert into shop.stock_request as known (contact, product_id, variant, first_asked_at, asked_at)
                values (?, ?, ?, ?, ?)
                """
                        + OF_BOTH,
                requests,
                200,
                (statement, request) -> {
                    statement.setLong(1, request.contact().value());
                    statement.setString(2, request.productId());
                    statement.setString(3, request.variant());
                    statement.setObject(4, Sql.time(request.askedAt()));
                    statement.setObject(5, Sql.time(request.askedAt()));
                });
    }

    /** Lets those who asked for what is there again be told from now on, so many for each piece. */
    void restocked(Collection<Restocked> restocked, int perPiece, Instant now) {
        batches.batchUpdate(
                """
                update shop.variant v set
                  to_tell = case when ? then ?::bigint else coalesce(v.to_tell, 0) + ?::bigint end,
                  tell_at = case when exists (select from shop.stock_request r where r.product_id = v.product_id)
                    then coalesce(v.tell_at, ?) end
                where product_id = ? and variant_id = ?
                """,
                restocked,
                200,
                (statement, variant) -> {
                    Long more = variant.more() == null ? null : (long) variant.more() * perPiece;
                    statement.setBoolean(1, variant.again());
                    statement.setObject(2, more);
                    statement.setObject(3, more);
                    statement.setObject(4, Sql.time(now));
                    statement.setString(5, variant.productId());
                    statement.setString(6, variant.variantId());
                });
    }

    /**
     * Whoever asked before there was some, and is heard of only now, is told as well. A turn that is under way elsewhere
     * is waited for: it did not see them.
     *
     * @param late how many of them there are, by product
     */
    void wakeWaves(SortedMap<String, Integer> late, Instant now) {
        sql.sql(
                        """
                        update shop.variant v set tell_at = coalesce(v.tell_at, :now), to_tell = v.to_tell + late.people
                        from unnest(:products, :people) as late (product_id, people)
                        where v.product_id = late.product_id and v.in_stock_since is not null
                        """)
                .param("products", late.keySet().toArray(String[]::new))
                .param("people", late.values().toArray(Integer[]::new))
                .param("now", Sql.time(now))
                .update();
    }

    Optional<Instant> nextWave() {
        return sql.sql("select tell_at from shop.variant where tell_at is not null order by tell_at limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /**
     * The variant whose turn it is, locked; one of which there is none left again has no more turns.
     *
     * @param perPiece how many may be told for each piece there still is: what was sold meanwhile is for nobody
     */
    Optional<Wave> takeWave(Instant now, int perPiece) {
        sql.sql("update shop.variant set tell_at = null where tell_at <= :now and in_stock_since is null")
                .param("now", Sql.time(now))
                .update();
        return sql.sql(
                        """
                        select product_id, variant_id, in_stock_since, least(to_tell, stock::bigint * :perPiece) as to_tell
                        from shop.variant where tell_at <= :now order by tell_at, product_id, variant_id limit 1 for update skip locked
                        """)
                .param("now", Sql.time(now))
                .param("perPiece", perPiece)
                .query((row, number) -> new Wave(
                        row.getString("product_id"),
                        row.getString("variant_id"),
                        Sql.moment(row.getObject("in_stock_since", OffsetDateTime.class)),
                        row.getObject("to_tell", Long.class)))
                .optional();
    }

    /** Those who asked for it before it was there again, who asked first first. */
    List<StockRequest> waitingFor(Wave wave, Instant notBefore, int most) {
        return sql.sql(waiting)
                .param("product", wave.productId())
                .param("variant", wave.variantId())
                .param("since", Sql.time(wave.since()))
                .param("notBefore", Sql.time(notBefore))
                .param("most", most)
                .query((row, number) -> new StockRequest(
                        new ContactId(row.getLong("contact")),
                        row.getString("product_id"),
                        row.getString("variant"),
                        Sql.moment(row.getObject("asked_at", OffsetDateTime.class))))
                .list();
    }

    /** Removes these; answers how many there still were. */
    int remove(Collection<StockRequest> requests) {
        return sql.sql(
                        """
                        delete from shop.stock_request r
                        using unnest(:contacts, :products, :variants) as told (contact, product_id, variant)
                        where (r.contact, r.product_id, r.variant) = (told.contact, told.product_id, told.variant)
                        """)
                .param(
                        "contacts",
                        Sql.idsInOrder(
                                requests.stream().map(StockRequest::contact).toList()))
                .param("products", column(requests, StockRequest::productId))
                .param("variants", column(requests, StockRequest::variant))
                .update();
    }

    /** When the variant's next turn is; null: when there is more. */
    void nextTurn(Wave wave, Instant at, Long toTell) {
        sql.sql(
                        """
                        update shop.variant set tell_at = :at, to_tell = :left
                        where product_id = :product and variant_id = :variant
                        """)
                .param("at", Sql.time(at))
                .param("left", toTell)
                .param("product", wave.productId())
                .param("variant", wave.variantId())
                .update();
    }

    void merge(ContactId from, ContactId into) {
        sql.sql(
                        """
                        insert into shop.stock_request as known (contact, product_id, variant, first_asked_at, asked_at)
                        select :into, product_id, variant, coalesce(first_asked_at, asked_at), asked_at
                        from shop.stock_request where contact = :from
                        """
                                + OF_BOTH)
                .param("from", from.value())
                .param("into", into.value())
                .update();
        sql.sql("delete from shop.stock_request where contact = :from")
                .param("from", from.value())
                .update();
    }

    private static String[] column(Collection<StockRequest> requests, Function<StockRequest, String> value) {
        return requests.stream().map(value).toArray(String[]::new);
    }
}
