package io.relance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.relance.Outside;
import io.relance.RelanceTest;
import io.relance.shared.DueWork;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** However many pages are slow, the work has its connections. */
@RelanceTest
class PageConnectionsTests {

    private static final int PAGES = 24;

    @LocalServerPort
    int port;

    @Autowired
    DataSource database;

    @Autowired
    List<DueWork> works;

    @Autowired
    Clock clock;

    @Test
    void slowPagesLeaveTimersAndSendersTheirConnections() throws SQLException {
        Outside outside = new Outside(port);
        outside.post("/v1/track", "{\"userId\":\"read-by-many\",\"event\":\"Product Viewed\"}", "test-key");
        run("inbox");
        HikariDataSource pool = database.unwrap(HikariDataSource.class);
        int share = pool.getMaximumPoolSize() * 2 / 5;
        List<CompletableFuture<HttpResponse<String>>> pages = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table contact.decision in access exclusive mode");
            IntStream.range(0, PAGES)
                    .forEach(page -> pages.add(CompletableFuture.supplyAsync(
                            () -> read(outside), task -> new Thread(task, "page-" + page).start())));
            await().until(() -> pages.stream().filter(CompletableFuture::isDone).count() == PAGES - share);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isLessThanOrEqualTo(share + 2);
            run("timers");
            run("sending");
            assertThat(outside.as("admin", "GET", "/actuator/info", null).statusCode())
                    .isEqualTo(200);
            connection.rollback();
        }
        var answers = pages.stream().map(CompletableFuture::join).toList();
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .as("those that waited for the database")
                .hasSize(share);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 503))
                .hasSize(PAGES - share)
                .allSatisfy(answer -> assertThat(
                                answer.headers().firstValue("Retry-After").orElse(null))
                        .isEqualTo("5"));
        assertThat(read(outside).statusCode()).as("places are given back").isEqualTo(200);
    }

    private static HttpResponse<String> read(Outside outside) {
        return outside.as("admin", "GET", "/api/contacts/read-by-many/decisions", null);
    }

    private void run(String name) {
        works.stream().filter(work -> work.name().equals(name)).forEach(work -> work.runDue(clock.instant()));
    }
}
