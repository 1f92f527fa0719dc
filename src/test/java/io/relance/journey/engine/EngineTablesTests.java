package io.relance.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.trial.TrialTest;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine's tables as this product shapes them. */
@TrialTest
class EngineTablesTests {

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient db;

    @Test
    void eachGuardIsKeptOnce() {
        assertThat(db.sql(
                                """
                                select conname || ' ' || confdeltype::text from pg_constraint
                                where contype = 'f' and confrelid = 'act_ru_execution'::regclass""")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "act_fk_exe_parent r",
                        "act_fk_task_exe r",
                        "act_fk_var_exe r",
                        "act_fk_event_exec r",
                        "act_fk_inc_exe r");
    }

    @Test
    void shapingThemAgainChangesNothing() {
        List<String> before = shape();
        new EngineTables(database).shape();
        assertThat(shape()).isEqualTo(before).anyMatch(line -> line.contains("relance_job_due"));
    }

    private List<String> shape() {
        return db.sql(
                        """
                        select oid || ' ' || relname || ' ' || coalesce(reloptions::text, '') from pg_class
                        where relname like 'act_ru_%' or relname like 'relance_%'
                        union all select oid || ' ' || conname || ' ' || confdeltype::text from pg_constraint
                        where conname like 'act_fk_%'
                        order by 1""")
                .query(String.class)
                .list();
    }
}
