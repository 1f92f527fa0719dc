package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.Contacts;
import io.relance.contact.Fact.Acted;
import io.relance.contact.Fact.Identified;
import io.relance.contact.Fact.Who;
import io.relance.contact.Timeline;
import io.relance.segment.fact.FactQuery;
import io.relance.segment.fact.FactReader;
import io.relance.segment.fact.FactReader.Known;
import io.relance.segment.fact.Facts;
import io.relance.segment.run.Run;
import io.relance.segment.run.Runs;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** The tables that are shipped, switched on as they come; a dollar is 80 cents; a source is called segment. */
@RelanceTest
@TestPropertySource(
        properties = {
            "relance.write-keys=trial:trial,segment:segment-key",
            "relance.intake.rate=1000000",
            "relance.segment.tables=switch",
            "relance.shop.rates.usd=0.8"
        })
public abstract class ShippedTablesTest {

    protected static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcClient sql;

    @Autowired
    protected SettableClock clock;

    @Autowired
    protected Contacts contacts;

    @Autowired
    protected Facts facts;

    @Autowired
    protected FactReader reader;

    @Autowired
    protected Runs runs;

    @Autowired
    private List<DueWork> works;

    @Autowired
    private Timeline timeline;

    @Autowired
    private TransactionOperations transactions;

    @BeforeEach
    void itIsNine() {
        clock.set(NOW);
    }

    /** An act of long ago or now, that starts no journey. */
    protected static Acted act(String who, Instant at, String name, Map<String, Object> properties) {
        return new Acted(new Who(who, null), at, name, properties, "test", false);
    }

    /** The same of a visitor. */
    protected static Acted visit(String visitor, Instant at, String name, Map<String, Object> properties) {
        return new Acted(new Who(null, visitor), at, name, properties, "test", false);
    }

    protected void says(String who, String visitor, Map<String, Object> traits) {
        happens(new Identified(new Who(who, visitor), clock.instant(), traits, "test", false));
    }

    /** As one batch. */
    protected void happens(io.relance.contact.Fact... told) {
        transactions.executeWithoutResult(status -> timeline.receive(List.of(told)));
    }

    /** Does what is due now, of what is called so. */
    protected void work(String name) {
        works.stream().filter(work -> work.name().equals(name)).forEach(work -> work.runDue(clock.instant()));
    }

    /** Ranks, values and segments of everybody, anew. */
    protected void recompute() {
        runs.recompute(true, "test");
        work("segment runs");
        assertThat(runs.latest(2)).extracting(Run::state).containsOnly("done");
    }

    /** Without the names of ranks. */
    protected List<String> segments(String who) {
        return sql.sql("select n.name from segment.person p join segment.named n on n.id = any(p.segments)"
                        + " where p.contact = ? and n.name not like 'rfm%' order by 1")
                .param(id(who).value())
                .query(String.class)
                .list();
    }

    protected Object fact(String who, String path) {
        return facts(who, List.of(path)).get(path);
    }

    protected Map<String, Object> facts(String who, Collection<String> paths) {
        return known(who, query(paths)).values();
    }

    protected FactQuery query(Collection<String> paths) {
        return new FactQuery(
                paths.stream().map(path -> facts.find(path).orElseThrow()).toList(), List.of());
    }

    protected Known known(String who, FactQuery query) {
        return reader.read(query, List.of(id(who)), clock.instant()).get(0);
    }

    /** Numbers without the zeros at their end, so that equal ones are. */
    protected static Map<String, Object> plain(Map<String, Object> values) {
        Map<String, Object> plain = new TreeMap<>();
        values.forEach((path, value) -> plain.put(
                path,
                value instanceof BigDecimal number
                        ? number.stripTrailingZeros().toPlainString()
                        : String.valueOf(value)));
        return plain;
    }

    protected ContactId id(String who) {
        return contacts.byUserId(who).orElseThrow().id();
    }
}
