package io.relance.segment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.segment.table.TableVersion;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** More people than are written in one transaction, some of whom are touched while they are. */
class EverybodyTests extends ShopOfTwenty {

    private static final int STRANGERS = 2_500;

    @BeforeEach
    void strangersWhoBoughtOnce() {
        sql.sql("insert into contact.contact (user_id, language, created_at, updated_at)"
                        + " select 'stranger-' || n, 'fr', :now, :now from generate_series(1, :many) n")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("many", STRANGERS)
                .update();
        sql.sql("insert into segment.person (contact) select id from contact.contact where user_id like 'stranger-%'")
                .update();
        sql.sql(
                        "insert into shop.customer_order (contact, order_id, status, lines, total, currency, refunded, completed_at,"
                                + " carts, with_code) select id, user_id, 'completed', '[]', 20, 'EUR', 0, created_at, '{}', false"
                                + " from contact.contact where user_id like 'stranger-%'")
                .update();
    }

    @AfterEach
    void goAgain() {
        String they = " in (select id from contact.contact where user_id like 'stranger-%')";
        sql.sql("delete from shop.customer_order where contact" + they).update();
        sql.sql("delete from segment.person where contact" + they).update();
        sql.sql("delete from contact.contact where user_id like 'stranger-%'").update();
    }

    @Test
    void whoIsTouchedMeanwhileHasTheirTurnInWhicheverPartTheyAre() {
        reckonWhileTouched("contact % 9 = 0");
        // Of each part some, but too few to be looked at before the last.
        reckonWhileTouched("contact % 80 = 0");
        reckonWhileTouched("contact in (select max(contact) from segment.person)");
        reckonWhileTouched("false");
    }

    @Test
    void whileTablesChangeNobodyIsKeptFromBeingToldOfByOthersWhoAct() {
        TableVersion version = change("segments", "&gt;= 500", "&gt;= 250");
        tables.switchOnQuietly(version, "test");
        AtomicLong past = new AtomicLong();
        // After what is worked out come a part, those of it who act, and the next part.
        TransactionOperations whoActs = new BeforeA(2, transactions, () -> touch("contact % 80 = 0"));
        AtomicLong left = new AtomicLong();
        everybody(new BeforeA(4, whoActs, () -> {
                    past.set(tables.now().moving().past());
                    left.set(count("due_at is null and contact <= " + past));
                }))
                .reckon(false, Progress.inLog("beside who acts"));
        long first = sql.sql("select contact from segment.person order by contact offset 999 limit 1")
                .query(Long.class)
                .single();
        assertThat(past.get()).isGreaterThanOrEqualTo(first);
        assertThat(left.get()).as("reached before they were looked at").isZero();
        assertThat(tables.now().moving().isOpen()).isFalse();
    }

    private void touch(String who) {
        sql.sql("update segment.person set revision = 10 where " + who).update();
    }

    private void reckonWhileTouched(String who) {
        sql.sql("update segment.person set r = null, f = null, m = null, segments = '{}', due_at = null, revision = 0")
                .update();
        everybody(new BeforeA(2, transactions, () -> touch(who))).reckon(false, Progress.inLog("beside who acts"));
        assertThat(count("r is null or due_at is null or segments = '{}'"))
                .as("not looked at while %s", who)
                .isZero();
        assertThat(count("revision <> 1 and not (" + who + ")"))
                .as("looked at twice")
                .isZero();
        assertThat(count("revision <= 10 and " + who)).as("written over").isZero();
    }

    private long count(String which) {
        return sql.sql("select count(*) from segment.person p join contact.contact c on c.id = p.contact"
                        + " where c.user_id like 'stranger-%' and (" + which + ")")
                .query(Long.class)
                .single();
    }
}
