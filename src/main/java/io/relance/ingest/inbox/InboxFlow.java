package io.relance.ingest.inbox;

import io.relance.shared.NodeRoles;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.PollerSpec;
import org.springframework.integration.dsl.Pollers;
import org.springframework.integration.jdbc.JdbcPollingChannelAdapter;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/** From the inbox to the timeline: one lane's next rows, deleted and recorded in one transaction. */
@Configuration(proxyBeanMethods = false)
class InboxFlow {

    static final String BATCHES = "inboxChannel";
    static final String POLLER = "inboxPoller";

    private static final Logger log = LoggerFactory.getLogger(InboxFlow.class);

    /** Between two looks at an empty inbox. */
    private static final long IDLE_MILLIS = 100;

    /** A worker goes on at once while there is work, yet lets a stopping node go after so many batches. */
    private static final int BATCHES_PER_POLL = 10;

    @Bean
    JdbcPollingChannelAdapter inboxSource(DataSource database) {
        var source = new JdbcPollingChannelAdapter(database, "select * from ingest.next_batch()");
        source.setRowMapper(InboxRow::map);
        source.setUpdateSql("delete from ingest.inbox where lane = :lane and id = any(:ids)");
        source.setUpdateSqlParameterSourceFactory(InboxFlow::taken);
        return source;
    }

    @Bean(BATCHES)
    DirectChannel inboxChannel() {
        return new DirectChannel();
    }

    @Bean
    IntegrationFlow inboxToTimeline(
            JdbcPollingChannelAdapter inboxSource,
            DirectChannel inboxChannel,
            InboxBatches batches,
            PlatformTransactionManager transactions,
            @Qualifier("inboxWorkers") ThreadPoolTaskExecutor workers,
            @Value("${relance.pollers:true}") boolean polling,
            NodeRoles roles) {
        boolean carries = polling && roles.does(NodeRoles.Role.JOURNEYS);
        return IntegrationFlow.from(
                        inboxSource,
                        endpoint -> endpoint.id(POLLER).autoStartup(carries).poller(poller(transactions, workers)))
                .channel(inboxChannel)
                .handle(message -> batches.carry(rows(message.getPayload())))
                .get();
    }

    /** No queue: a poll that finds every worker busy is dropped, since those look for more by themselves. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskExecutor inboxWorkers(InboxSettings settings) {
        var workers = new ThreadPoolTaskExecutor();
        workers.setThreadNamePrefix("inbox-");
        workers.setCorePoolSize(0);
        workers.setMaxPoolSize(settings.workers());
        workers.setQueueCapacity(0);
        workers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        workers.setWaitForTasksToCompleteOnShutdown(true);
        workers.setAwaitTerminationSeconds(5);
        return workers;
    }

    private static PollerSpec poller(PlatformTransactionManager transactions, ThreadPoolTaskExecutor workers) {
        return Pollers.fixedDelay(IDLE_MILLIS)
                .maxMessagesPerPoll(BATCHES_PER_POLL)
                .transactional(transactions)
                .taskExecutor(workers)
                .errorHandler(InboxFlow::restAfter);
    }

    /** The batch has rolled back and is still there; a breath later it is tried again. */
    private static void restAfter(Throwable failure) {
        log.warn("a batch of the inbox failed and will be tried again", failure);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }

    private static SqlParameterSource taken(Object payload) {
        List<InboxRow> rows = rows(payload);
        return new MapSqlParameterSource("lane", rows.get(0).lane())
                .addValue("ids", rows.stream().map(InboxRow::id).toArray(Long[]::new));
    }

    @SuppressWarnings("unchecked")
    private static List<InboxRow> rows(Object payload) {
        return (List<InboxRow>) payload;
    }
}
