package io.relance.loyalty;

import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.Activity;
import io.relance.contact.Contacts;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** The whole product with a programme of its own; each test has customers of its own, who buy for real. */
@RelanceTest
@TestPropertySource(
        properties = {
            "relance.shop.rates.usd=0.5",
            "relance.loyalty.points-per-euro=2",
            "relance.loyalty.points-expire-after=P12M",
            "relance.loyalty.tiers=Bronze:0,Silver:500,Gold:1500",
            "relance.loyalty.tier-period=P6M",
            "relance.loyalty.referral.points=300",
            "relance.loyalty.referral.friend-points=120",
            "relance.loyalty.spending-sources=test,till",
            "relance.loyalty.offers.spring.valid-for=P7D",
            "relance.loyalty.offers.spring.codes=pool",
            "relance.loyalty.offers.few.valid-for=P7D",
            "relance.loyalty.offers.few.most=10",
            "relance.loyalty.offers.once.valid-for=P7D",
            "relance.loyalty.offers.once.per-contact=1"
        })
abstract class LoyaltyTest {

    private static final AtomicInteger numbers = new AtomicInteger();

    @Autowired
    SettableClock clock;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    Points points;

    @Autowired
    PointsDue due;

    @Autowired
    ReferralsDue referralsDue;

    /** The test's customer: her id at the shop. */
    String camille;

    @BeforeEach
    void begin() {
        sql.sql("truncate loyalty.entry, loyalty.balance, loyalty.coupon, loyalty.coupon_use, loyalty.spent_code,"
                        + " loyalty.pool_code, loyalty.referral, loyalty.referral_code")
                .update();
        camille = newCustomer();
        on("2026-03-02");
    }

    /** It is that day, nine o'clock. */
    void on(String day) {
        clock.set(LocalDate.parse(day).atTime(LocalTime.of(9, 0)).toInstant(ZoneOffset.UTC));
    }

    String newCustomer() {
        String userId = "member-" + numbers.incrementAndGet();
        tell(new Fact.Identified(
                new Fact.Who(userId, null), clock.instant(), Map.of("firstName", "Camille"), "test", true));
        return userId;
    }

    ContactId contact(String userId) {
        return contacts.byUserId(userId).orElseThrow().id();
    }

    void tell(Fact... facts) {
        transactions.executeWithoutResult(status -> timeline.receive(List.of(facts)));
    }

    void does(String userId, String activity, Map<String, Object> properties) {
        tell(acted(userId, activity, properties));
    }

    Fact acted(String userId, String activity, Map<String, Object> properties) {
        return new Fact.Acted(new Fact.Who(userId, null), clock.instant(), activity, properties, "test", true);
    }

    /** An order of Camille, in euros. */
    void buys(String order, Object total) {
        does(camille, "Order Completed", Map.of("order_id", order, "total", total, "currency", "EUR"));
    }

    /** Money given back for an order of Camille; all of it for null. */
    void givenBack(String order, Object total) {
        Map<String, Object> properties = new HashMap<>(Map.of("order_id", order));
        if (total != null) {
            properties.put("total", total);
        }
        does(camille, "Order Refunded", properties);
    }

    /** An order of long ago, told now. */
    Fact history(String userId, String day, String order, Object total) {
        Instant at = LocalDate.parse(day).atTime(LocalTime.of(9, 0)).toInstant(ZoneOffset.UTC);
        Map<String, Object> properties = Map.of("order_id", order, "total", total, "currency", "EUR");
        return new Fact.Acted(new Fact.Who(userId, null), at, "Order Completed", properties, "test", false);
    }

    /** Everything due until that day happens, each at its moment; then it is that day, nine o'clock. */
    void until(String day) {
        Instant end = LocalDate.parse(day).atTime(LocalTime.of(9, 0)).toInstant(ZoneOffset.UTC);
        for (Optional<Instant> next = next();
                next.filter(at -> !at.isAfter(end)).isPresent();
                next = next()) {
            Instant moment = next.orElseThrow();
            clock.set(moment.isBefore(clock.instant()) ? clock.instant() : moment);
            settle();
        }
        clock.set(end);
    }

    private Optional<Instant> next() {
        return Stream.of(due.nextDue(), referralsDue.nextDue())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** What is due now happens. */
    void settle() {
        referralsDue.runDue(clock.instant());
        due.runDue(clock.instant());
    }

    long points() {
        return standing().points();
    }

    Standing standing() {
        return points.standing(contact(camille));
    }

    /** Camille's ledger, oldest first: {@code earned 100}. */
    List<String> ledger() {
        return sql.sql("select kind || ' ' || points from loyalty.entry where contact = ? order by id")
                .param(contact(camille).value())
                .query(String.class)
                .list();
    }

    /** What stands on somebody's timeline from this room, oldest first. */
    List<Activity> news(String userId) {
        List<Activity> news = new ArrayList<>(timeline.newest(contact(userId), 100));
        news.removeIf(activity -> !activity.source().equals("loyalty"));
        Collections.reverse(news);
        return news;
    }

    List<String> told(String userId) {
        return news(userId).stream()
                .map(activity -> activity.name() + " " + activity.properties().get("previous") + " > "
                        + activity.properties().get("tier"))
                .toList();
    }
}
