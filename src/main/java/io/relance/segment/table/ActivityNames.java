package io.relance.segment.table;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The activities that are counted, by name with their numbers. */
@Component
class ActivityNames {

    private final JdbcClient sql;

    ActivityNames(JdbcClient sql) {
        this.sql = sql;
    }

    Map<String, Integer> all() {
        Map<String, Integer> all = new HashMap<>();
        sql.sql("select id, name from segment.counted where kind = 'activity'").query(row -> {
            all.put(row.getString("name"), row.getInt("id"));
        });
        return all;
    }
}
