package io.relance.segment.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.segment.tally.Counted.Thing;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Names are counted by numbers that several lanes ask for while another lets them be forgotten. */
@RelanceTest
class CountedTests {

    private static int next;

    @Autowired
    JdbcClient sql;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void whatAnotherLaneForgetsMeanwhileIsCountedAllTheSame() {
        Counted[] counted = new Counted[1];
        boolean[] forgets = {false};
        CountedRows rows = new CountedRows(sql, transactions) {
            @Override
            List<Entry> read(Collection<Thing> things) {
                if (forgets[0]) {
                    counted[0].forget();
                }
                return super.read(things);
            }
        };
        counted[0] = new Counted(rows, activity -> BigDecimal.TEN);
        Thing known = thing();
        Thing fresh = thing();
        int number = counted[0].ids(List.of(known)).get(known);
        forgets[0] = true;

        assertThat(counted[0].ids(List.of(known, fresh)))
                .containsEntry(known, number)
                .containsKey(fresh);
        assertThat(counted[0].id(known.kind(), known.name())).isEqualTo(number);
    }

    @Test
    void whatSomethingIsWorthIsKnownAfterItWasForgotten() {
        Counted counted = counted(1_000_000);
        Thing worth = thing();
        Thing nothing = new Thing(Kind.VIEWED, worth.name());
        int id = counted.ids(List.of(worth)).get(worth);
        int other = counted.ids(List.of(nothing)).get(nothing);
        counted.forget();
        assertThat(counted.isWorthSomething(id)).isTrue();
        assertThat(counted.isWorthSomething(other)).isFalse();
    }

    @Test
    void whereThereIsNoRoomNewNamesAreLeftOutAndTablesGetTheirs() {
        Counted counted = counted(names() + 1);
        Thing last = thing();
        Thing more = thing();
        Thing asked = thing();
        assertThat(counted.ids(List.of(last))).containsKey(last);
        assertThat(counted.ids(List.of(last, more))).containsOnlyKeys(last);
        int id = counted.id(asked.kind(), asked.name());
        assertThat(counted.ids(List.of(asked, more))).containsOnlyKeys(asked).containsEntry(asked, id);
        assertThat(counted(names() + 1).ids(List.of(more))).as("with more room").containsKey(more);
    }

    private Counted counted(int most) {
        return new Counted(new CountedRows(sql, transactions), activity -> BigDecimal.TEN, most);
    }

    private static Thing thing() {
        next++;
        return new Thing(Kind.ACTIVITY, "counted_test_" + next);
    }

    private int names() {
        return sql.sql("select count(*)::int from segment.counted")
                .query(Integer.class)
                .single();
    }
}
