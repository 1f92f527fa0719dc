package io.relance.segment.table;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one row about whom changed tables have moved. */
@Component
class MovingRows {

    private final JdbcClient sql;

    MovingRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Everybody there is stands where other tables put them; in the transaction that lets these take their place. */
    void begin() {
        sql.sql("update segment.moving set epoch = epoch + 1, past = 0,"
                        + " upto = coalesce((select max(contact) from segment.person), 0)")
                .update();
    }

    /** Up to this contact they are moved; not those of another time, which has begun meanwhile. */
    void reach(long epoch, long contact) {
        sql.sql("update segment.moving set past = greatest(past, least(:contact, upto)) where epoch = :epoch")
                .param("contact", contact)
                .param("epoch", epoch)
                .update();
    }
}
