package io.relance.journey.engine;

import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** The engine's tables as journeys use them: which indexes, guards and care they get is told in the SQL. */
class EngineTables {

    private final DataSource database;

    EngineTables(DataSource database) {
        this.database = database;
    }

    /** Makes them so; where they are so, it changes nothing. */
    void shape() {
        ResourceDatabasePopulator script =
                new ResourceDatabasePopulator(new ClassPathResource("sql/journey/engine-tables.sql"));
        script.setSeparator(ScriptUtils.EOF_STATEMENT_SEPARATOR);
        script.execute(database);
    }
}
