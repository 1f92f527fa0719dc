package io.relance.segment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.TestPostgres;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that had people before anything was counted or planned owes them their past; an empty one owes nothing. */
class UpgradeTests {

    private final DriverManagerDataSource database =
            new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "postgres");

    private final JdbcClient sql = JdbcClient.create(database);

    @Test
    void whoWasThereBeforeIsOwedTheirPast() {
        flyway().target("016").load().migrate();
        sql.sql("insert into contact.contact (language, created_at, updated_at)"
                        + " select 'fr', '2024-03-02', '2024-03-02' from generate_series(1, 12)")
                .update();
        flyway().load().migrate();

        assertThat(owed()).containsEntry("owed", true).containsEntry("unseen", 12L);
        assertThat(sql.sql("select past, upto from shop.unplanned").query().singleRow())
                .isEqualTo(Map.of("past", 0L, "upto", 12L));
    }

    @Test
    void anEmptyDatabaseOwesNothing() {
        flyway().load().migrate();

        assertThat(owed()).containsEntry("owed", false).containsEntry("unseen", null);
        assertThat(sql.sql("select past, upto from shop.unplanned").query().listOfRows())
                .isEmpty();
    }

    private Map<String, Object> owed() {
        return sql.sql("select owed, unseen from segment.counted_with").query().singleRow();
    }

    /** As the product has it. */
    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(database)
                .defaultSchema("flyway")
                .schemas("flyway")
                .outOfOrder(true);
    }
}
