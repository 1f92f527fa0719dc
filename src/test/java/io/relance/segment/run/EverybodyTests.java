package io.relance.segment.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        reckonWhileTouched("contact in (select max(contact) from segment.person)");
        reckonWhileTouched("false");
    }

    private void reckonWhileTouched(String who) {
        sql.sql("update segment.person set r = null, f = null, m = null, segments = '{}', due_at = null, revision = 0")
                .update();
        everybody(new BeforeA(2, transactions, () -> sql.sql("update segment.person set revision = 10 where " + who)
                        .update()))
                .reckon(false, Progress.inLog("beside who acts"));
        assertThat(count("r is null or due_at is null or segments = '{}'"))
                .as("not looked at while %s", who)
                .isZero();
        assertThat(count("revision <> 1 and not (" + who + ")"))
                .as("looked at twice")
                .isZero();
        assertThat(count("revision <= 10 and " + who)).as("written over").isZero();
    }

    private long count(String which) {
        return sql.sql(
                        "select count(*) from segment.person p where " + which
                                + " and exists (select from contact.contact c where c.id = p.contact and user_id like 'stranger-%')")
                .query(Long.class)
                .single();
    }
}
