package io.relance.ingest.inbox;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.jdbc.JdbcPollingChannelAdapter;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** From the inbox to the timeline: a batch is taken out and recorded in one transaction, the caller's. */
@Configuration(proxyBeanMethods = false)
class InboxFlow {

    static final String BATCHES = "inboxChannel";

    @Bean
    JdbcPollingChannelAdapter inboxSource(DataSource database, InboxSettings settings) {
        var source = new JdbcPollingChannelAdapter(database, InboxTable.TAKE);
        source.setSelectSqlParameterSource(new MapSqlParameterSource("most", settings.batch()));
        source.setRowMapper(InboxRow::map);
        return source;
    }

    @Bean(BATCHES)
    DirectChannel inboxChannel() {
        return new DirectChannel();
    }

    @Bean
    IntegrationFlow inboxToTimeline(DirectChannel inboxChannel, InboxBatches batches) {
        return IntegrationFlow.from(inboxChannel)
                .handle(message -> batches.carry(rows(message.getPayload())))
                .get();
    }

    @SuppressWarnings("unchecked")
    static List<InboxRow> rows(Object payload) {
        return (List<InboxRow>) payload;
    }
}
