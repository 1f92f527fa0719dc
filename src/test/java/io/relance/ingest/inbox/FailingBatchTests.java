package io.relance.ingest.inbox;

import static io.relance.ingest.inbox.Events.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.contact.Fact;
import io.relance.ingest.IngestTest;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;

/** What happens to a batch the timeline does not take. */
class FailingBatchTests extends IngestTest {

    @Autowired
    Inbox inbox;

    /** Stands for the engine's exception, which this room does not know. */
    static class OptimisticLockingException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void makeTableOfWhatWasRecorded() {
        db.sql("create table if not exists ingest.test_recorded (place bigint generated always as identity, name text)")
                .update();
        db.sql("truncate ingest.test_recorded").update();
    }

    @Test
    void setsThePoisonedRowAsideAndCarriesTheRestInOrder() {
        receiving(batch -> batch.forEach(fact -> {
            String name = ((Fact.Acted) fact).name();
            db.sql("insert into ingest.test_recorded (name) values (:name)")
                    .param("name", name)
                    .update();
            if (name.equals("n137")) {
                db.sql("select 1 / 0").query(Integer.class).single();
            }
            if (name.equals("n61")) {
                throw new IllegalStateException("cannot take it\0");
            }
        }));
        store(IntStream.range(0, 200).mapToObj(i -> track("u-1", null, "n" + i)).toArray(Event[]::new));
        drain();
        assertThat(db.sql("select name from ingest.test_recorded order by place")
                        .query(String.class)
                        .list())
                .containsExactlyElementsOf(IntStream.range(0, 200)
                        .filter(i -> i != 61 && i != 137)
                        .mapToObj(i -> "n" + i)
                        .toList());
        assertThat(count("inbox")).isZero();
        assertThat(inbox.rejected(10)).extracting(Rejection::code).containsExactly("not_recorded", "not_recorded");
        assertThat(inbox.rejected(10).get(0).detail()).contains("division by zero");
        assertThat(inbox.rejected(10).get(0).body()).contains("\"n137\"");
        assertThat(inbox.rejected(10).get(1).detail()).contains("IllegalStateException: cannot take it");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void keepsTheWholeBatchWhenTheTroublePasses(int which) {
        RuntimeException trouble =
                switch (which) {
                    case 0 -> new CannotAcquireLockException("deadlock");
                    case 1 -> new RecoverableDataAccessException("again");
                    case 2 -> new IllegalStateException(new OptimisticLockingException());
                    case 3 -> new DataAccessResourceFailureException("connection gone");
                    default -> new IllegalStateException(new SQLException("terminated", "57P01"));
                };
        receiving(batch -> {
            db.sql("insert into ingest.test_recorded (name) values ('half done')")
                    .update();
            throw trouble;
        });
        store(track("u-1", null, "x"), track("u-1", null, "y"));
        assertThatThrownBy(this::drain)
                .hasStackTraceContaining(trouble.getClass().getSimpleName());
        assertThat(count("inbox")).isEqualTo(2);
        assertThat(count("rejected")).isZero();
        assertThat(count("test_recorded")).isZero();
        receiving(facts::addAll);
        drain();
        assertThat(facts).hasSize(2);
    }

    @Test
    void anEventWhoseTroubleNeverPassesIsSetAsideAndCarriedOnceItsCauseIsGone() {
        receiving(batch -> batch.forEach(fact -> {
            String name = ((Fact.Acted) fact).name();
            if (name.equals("n61")) {
                db.sql("set local statement_timeout = '20ms'").update();
                db.sql("select 1 from pg_sleep(10)").query(Integer.class).single();
            }
            db.sql("insert into ingest.test_recorded (name) values (:name)")
                    .param("name", name)
                    .update();
        }));
        store(IntStream.range(0, 200).mapToObj(i -> track("u-1", null, "n" + i)).toArray(Event[]::new));
        for (int tries = 1; tries < Sifting.TRIES; tries++) {
            assertThatThrownBy(this::drain).isInstanceOf(QueryTimeoutException.class);
        }
        assertThat(count("rejected")).isZero();
        drain();
        assertThat(count("inbox")).isZero();
        assertThat(inbox.rejected(10)).singleElement().satisfies(event -> {
            assertThat(event.body()).contains("\"n61\"");
            assertThat(event.reason()).startsWith("not_recorded: ").contains("statement timeout");
        });
        assertThat(count("test_recorded")).isEqualTo(199);
        receiving(facts::addAll);
        assertThat(inbox.carryAgain()).isEqualTo(1);
        drain();
        assertThat(facts).hasSize(1);
    }

    private void store(Event... events) {
        inbox.store("test", List.of(events));
    }
}
