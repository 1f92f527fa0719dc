package io.relance.fault;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How often each word comes. */
final class Counts {

    private Counts() {}

    /** Of the words that a question answers. */
    static Map<String, Long> of(JdbcClient db, String sql) {
        Map<String, Long> counts = new TreeMap<>();
        db.sql(sql).query(String.class).list().forEach(word -> counts.merge(word, 1L, Long::sum));
        return counts;
    }
}
