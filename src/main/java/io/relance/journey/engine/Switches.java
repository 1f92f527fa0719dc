package io.relance.journey.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code journey.switch}: which journeys are switched off. */
@Component
class Switches {

    private final JdbcClient jdbc;

    Switches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> off() {
        return jdbc.sql("select journey from journey.switch where not is_on")
                .query(String.class)
                .set();
    }

    void set(String journey, boolean on, String by, Instant at) {
        jdbc.sql(
                        """
                        insert into journey.switch (journey, is_on, changed_by, changed_at) values (?, ?, ?, ?)
                        on conflict (journey) do update
                          set is_on = excluded.is_on, changed_by = excluded.changed_by, changed_at = excluded.changed_at""")
                .params(journey, on, by, at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
