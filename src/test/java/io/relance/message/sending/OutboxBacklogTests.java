package io.relance.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.message.sql.Moments;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OutboxBacklogTests extends MessageTest {

    @Autowired
    OutboxBacklog backlog;

    @Test
    void theOldestIsFoundHoweverMuchWaitsAndWhereverItLies() {
        jdbc.update(
                """
                insert into message.outbox (id, queued_at, channel, state, due_at)
                select i, ?::timestamptz + i * interval '1 second', 'sms', 'queued', 'infinity'
                from generate_series(100000, 0, -1) i""",
                Moments.sql(clock.instant()));
        Map<String, Double> oldest = numbers("relance.outbox.oldest");
        assertThat(numbers("relance.outbox.waiting")).containsEntry("queued", 100_000.0);
        assertThat(oldest).containsEntry("queued", 200_000.0).containsEntry("in_doubt", 0.0);
    }

    private Map<String, Double> numbers(String name) {
        Map<String, Double> numbers = new HashMap<>();
        backlog.read(clock.instant().plus(Duration.ofSeconds(200_000))).forEach((gauge, number) -> {
            if (gauge.name().equals(name)) {
                numbers.put(gauge.labels().get("state"), number);
            }
        });
        return numbers;
    }
}
