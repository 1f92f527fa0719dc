package io.relance.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a run over everybody leaves lying for its statements as long as it goes on. */
final class OrdersSummedUp {

    private OrdersSummedUp() {}

    /** By the statement that the run uses. */
    static void fill(JdbcClient sql, Map<String, ?> parameters) {
        sql.sql("truncate segment.staged_rank").update();
        sql.sql(statement()).params(parameters).update();
    }

    private static String statement() {
        try {
            return new ClassPathResource("sql/segment/rank.sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }
}
