package io.relance.ingest.inbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The inbox as those see it who empty it. */
@Component
class InboxTable {

    /** The next batch, up to so many rows, in order; they are gone when the transaction commits. */
    static final String TAKE = "select * from ingest.take_batch(:most) order by id";

    private final JdbcClient db;
    private final InboxSettings settings;

    InboxTable(JdbcClient db, InboxSettings settings) {
        this.db = db;
        this.settings = settings;
    }

    /** When the first of what waits came in; empty when nothing waits. */
    Optional<Instant> waitingSince() {
        return db.sql("select since from ingest.waiting_since() as since where since is not null")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Takes the next rows, {@code most} of them at most, in the caller's transaction. */
    List<InboxRow> take(int most) {
        return db.sql(TAKE).param("most", most).query(InboxRow::map).list();
    }

    /** Returns when every worker that holds a lane now has let it go; to be called in a transaction. */
    void awaitWorkers() {
        db.sql("select lane from ingest.lane order by lane for share")
                .query(Integer.class)
                .list();
    }

    /** Makes sure that every lane of the settings can be locked. */
    void ensureLanes() {
        db.sql("insert into ingest.lane select generate_series(0, :last) on conflict do nothing")
                .param("last", settings.lanes() - 1)
                .update();
    }
}
