package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients of Segment's API have a write key whose source is called segment: what they tell counts like anything. */
class SourceCalledSegmentTests extends ShippedTablesTest {

    @Test
    void whatItTellsIsCountedScoredAndJudgedAndOurOwnMovesAreNot() {
        Outside outside = new Outside(port);
        Map<String, Object> order =
                Outside.track("source-segment", "Order Completed", NOW, Map.of("order_id", "source-1", "total", 700));
        assertThat(outside.post("/v1/batch", Outside.write(Map.of("batch", List.of(order))), "segment-key")
                        .statusCode())
                .isEqualTo(200);
        work("inbox");

        assertThat(sql.sql("select distinct source from contact.activity where contact_id = ? order by 1")
                        .param(id("source-segment").value())
                        .query(String.class)
                        .list())
                .containsExactly("segment");
        assertThat(fact("source-segment", "count.order_completed.ever").toString())
                .isEqualTo("1");
        assertThat(fact("source-segment", "score.activity").toString()).isEqualTo("50");
        assertThat(segments("source-segment")).contains("new_customers", "high_value");
        assertThat(sql.sql("select count(*) from contact.activity where contact_id = ? and name = 'Segment Entered'")
                        .param(id("source-segment").value())
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(fact("source-segment", "count.segment_entered.ever").toString())
                .isEqualTo("0");
    }
}
