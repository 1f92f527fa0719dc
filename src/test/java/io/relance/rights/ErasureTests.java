package io.relance.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.consent.Suppressions;
import io.relance.contact.Fact.Who;
import io.relance.contact.PersonalData;
import io.relance.contact.Subject;
import io.relance.pressure.Ask;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Refusal;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/** A person asks to be forgotten: nothing of them is left anywhere, and nobody writes to them again. */
@Import(ErasureTests.Room.class)
class ErasureTests extends RightsTest {

    private static final String MARK = "zz-camille-mark";
    private static final String NUMBER = "+33639980777";
    private static final List<String> MARKS = List.of(MARK, "639980777");

    /** A room that can be made to fail when everything before it is gone. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Room {

        private boolean broken;

        @Bean
        @Order(1000)
        PersonalData lastRoom() {
            return new PersonalData() {
                @Override
                public List<Held> tables() {
                    if (broken) {
                        throw new IllegalStateException("this room is broken");
                    }
                    return List.of();
                }
            };
        }
    }

    @Autowired
    Room room;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Pressure pressure;

    @Test
    void nothingOfAPersonIsLeftInAnyColumnOfAnyTable() {
        String userId = MARK + "-user";
        fillEveryRoom(userId);
        MarkSearch search = new MarkSearch(jdbc);
        assertThat(search.tablesWith(MARKS))
                .contains(
                        "contact.contact",
                        "contact.identity",
                        "contact.activity",
                        "contact.decision",
                        "shop.cart",
                        "shop.customer_order",
                        "shop.refund",
                        "consent.ledger",
                        "consent.suppression",
                        "consent.suppression_log",
                        "loyalty.coupon",
                        "pressure.permit",
                        "message.message",
                        "message.short_link",
                        "channel_sms.callback",
                        "ingest.inbox",
                        "ingest.rejected",
                        "journey.enrolment",
                        "journey.form_answer",
                        "journey.pending",
                        "public.act_ru_variable",
                        "public.act_hi_comment",
                        "public.act_hi_attachment",
                        "public.act_ge_bytearray");

        assertThat(call("admin", "DELETE", "/api/contacts/" + userId).statusCode())
                .isEqualTo(202);

        assertThat(call("analyst", "GET", "/api/contacts/" + userId).statusCode())
                .isEqualTo(404);
        assertThat(search.tablesWith(MARKS)).isEmpty();
        assertThat(tasks.createTaskQuery().count()).isZero();
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
        trial.advance(Duration.ofMinutes(11));
        assertThat(search.tablesWith(MARKS)).isEmpty();
        assertThat(jdbc.sql("select count(*) from contact.rights_open")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(call("admin", "GET", "/api/rights?userId=" + userId).body())
                .contains("\"kind\":\"erasure\"", "\"requestedBy\":\"admin\"", "\"contact.contact\":2")
                .doesNotContain(MARK);
    }

    private void fillEveryRoom(String userId) {
        String email = MARK + "@example.org";
        Who visitor = new Who(null, MARK + "-visitor");
        tell(acted(visitor, "Product Added", cart(MARK + "-cart-of-visitor")));
        tell(acted(user(userId), "Page Viewed", Map.of("title", MARK)));
        tell(
                identified(
                        new Who(userId, visitor.anonymousId()),
                        Map.of("email", email, "phone", NUMBER, "firstName", MARK, "hobby", List.of(MARK))),
                acted(user(userId), "Consent Given", Map.of("channel", "email", "wording", MARK + " agrees")),
                acted(user(userId), "Consent Given", Map.of("channel", "phone", "wording", MARK + " agrees")),
                acted(user(userId), "Order Completed", order("before")),
                acted(user(userId), "Order Refunded", order("before")),
                acted(user(userId), "Product Added", cart(MARK + "-cart")));
        suppressions.suppress(Channel.SMS, NUMBER, "stop", trial.now(), "test");
        trial.advance(Duration.ofHours(24));
        Task task = tasks.createTaskQuery().list().get(0);
        String instance = task.getProcessInstanceId();
        tasks.createComment(task.getId(), instance, MARK + " was friendly");
        tasks.createAttachment(
                "text",
                task.getId(),
                instance,
                MARK,
                MARK,
                new ByteArrayInputStream(MARK.getBytes(StandardCharsets.UTF_8)));
        runtime.setVariable(instance, "draft", MARK);
        fillByHand(contact(userId).value(), userId, email);
    }

    /** What takes a provider, a failure or an advisor to come about. */
    private void fillByHand(long contact, String userId, String email) {
        long run = jdbc.sql("select max(id) from journey.enrolment where contact_id = ?")
                .param(contact)
                .query(Long.class)
                .single();
        long message = jdbc.sql("select max(id) from message.message where contact = ?")
                .param(contact)
                .query(Long.class)
                .single();
        var now = trial.now().atOffset(java.time.ZoneOffset.UTC);
        String json = "{\"said\": \"" + MARK + "\"}";
        jdbc.sql("insert into journey.form_answer (enrolment, step, at, answers) values (?, 'call', ?, ?::jsonb)")
                .params(run, now, json)
                .update();
        jdbc.sql(
                        """
                        insert into journey.pending (cause, contact_id, activity, attempts, next_at, reason)
                        values ('entry', ?, ?::jsonb, 1, '2030-01-01', ?)""")
                .params(contact, json, MARK)
                .update();
        jdbc.sql("insert into channel_sms.callback values (?, 'sent', ?, ?::jsonb, ?)")
                .params("SM-" + message, message, "{\"To\": \"" + NUMBER + "\"}", now)
                .update();
        jdbc.sql("insert into message.short_link values ('zz', ?, ?, ?)")
                .params(message, "https://shop.example/?who=" + MARK, now)
                .update();
        jdbc.sql(
                        "insert into contact.decision (contact_id, at, journey, outcome, detail) values (?, ?, 'j', 'sent', ?)")
                .params(contact, now, "The provider refused it: 550 <" + email + ">")
                .update();
        jdbc.sql(
                        """
                        insert into loyalty.coupon (code, contact, offer, journey, enrolment, step, issued_at, expires_at)
                        values (?, ?, 'o', 'j', ?, 'zz', ?, ?)""")
                .params(MARK + "-code", contact, run, now, now)
                .update();
        send("{\"batch\":[{\"type\":\"track\",\"event\":\"Page Viewed\",\"messageId\":\"" + run + "-1\",\"userId\":\""
                + userId + "\",\"properties\":{\"title\":\"" + MARK + "\"}},"
                + "{\"type\":\"track\",\"messageId\":\"" + run + "-2\",\"userId\":\"" + userId + "\"}]}");
    }

    private void send(String batch) {
        assertThat(anybody("POST", "/v1/batch", batch, "X-Write-Key", "trial").statusCode())
                .isEqualTo(200);
    }

    private static Map<String, Object> cart(String id) {
        Map<String, Object> cart = new HashMap<>();
        cart.put("cart_id", id);
        cart.put("product_id", "lamp");
        cart.put("name", "Lampe " + MARK);
        cart.put("price", 400);
        return cart;
    }

    private static Map<String, Object> order(String id) {
        return Map.of(
                "order_id",
                MARK + id,
                "total",
                20,
                "products",
                List.of(Map.of("product_id", "p", "name", MARK, "price", 20)));
    }

    @ParameterizedTest
    @EnumSource(MessageClass.class)
    void whoIsBroughtInAgainStaysSilent(MessageClass purpose) {
        String userId = "again-" + purpose;
        agrees(userId, userId + "@example.org", "+336399801" + purpose.ordinal() + "1");
        assertThat(call("admin", "DELETE", "/api/contacts/" + userId).statusCode())
                .isEqualTo(202);

        agrees(
                userId,
                userId.toUpperCase(java.util.Locale.ROOT) + "@Example.ORG",
                "06 39 98 01 " + purpose.ordinal() + "1");
        assertThat(reason(userId, Channel.EMAIL, purpose)).isEqualTo("suppressed_erased");
        assertThat(reason(userId, Channel.SMS, purpose)).isEqualTo("suppressed_erased");
        assertThat(reason(userId, Channel.PHONE, purpose)).isEqualTo("suppressed_erased");

        assertThat(call("admin", "POST", "/api/rights/lift", "{\"email\":\"" + userId + "@example.org\"}")
                        .body())
                .isEqualTo("{\"lifted\":[\"email\"]}");
        assertThat(reason(userId, Channel.EMAIL, purpose)).isNull();
        assertThat(reason(userId, Channel.SMS, purpose)).isEqualTo("suppressed_erased");
    }

    /** In what a mail server takes for the same address, and under the address the person had before. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s@example.org\u00a0",
                "%s@\uff45xample.org",
                "%s@ex\u00adample.org",
                "%s@example.org\u200b",
                "%s.was@example.org"
            })
    void anotherSpellingOfAnErasedAddressIsTheSameAddress(String spelling) {
        String userId = "spelt-" + Integer.toHexString(spelling.hashCode());
        agrees(userId, userId + ".was@example.org", "+33639980777");
        agrees(userId, userId + "@example.org", "+33639980777");
        assertThat(call("admin", "DELETE", "/api/contacts/" + userId).statusCode())
                .isEqualTo(202);

        agrees(userId + "-2", spelling.formatted(userId), "+33639980778");
        assertThat(reason(userId + "-2", Channel.EMAIL, MessageClass.MARKETING)).isEqualTo("suppressed_erased");
    }

    private String reason(String userId, Channel channel, MessageClass purpose) {
        var verdict = pressure.consider(new Ask(contact(userId), channel, purpose, null, trial.now()));
        return verdict instanceof Refusal refusal ? refusal.reason() : ((Permit) verdict).heldFor();
    }

    @Test
    void whatAnErasedAddressIsSuppressedForLaterIsNotWrittenDownInTheClear() {
        String address = "later@example.org";
        agrees("later", address, "+33639980120");
        call("admin", "DELETE", "/api/contacts/later");
        suppressions.suppress(Channel.EMAIL, address, "hard_bounce", trial.now(), "provider");
        assertThat(new MarkSearch(jdbc).tablesWith(List.of(address))).isEmpty();
        assertThat(suppressions.lift(Channel.EMAIL, address, "erased", trial.now(), "test"))
                .isTrue();
        assertThat(suppressions.reason(Channel.EMAIL, address)).hasValue("hard_bounce");
    }

    @Test
    void anErasureThatBreaksHalfWayHasDoneNothingAndIsDoneLater() {
        agrees("broken", "broken@example.org", "+33639980130");
        room.broken = true;
        try {
            assertThat(call("admin", "DELETE", "/api/contacts/broken").statusCode())
                    .isEqualTo(202);
            assertThat(call("admin", "DELETE", "/api/contacts/broken").statusCode())
                    .as("asked twice it is one request")
                    .isEqualTo(202);
            assertThat(call("analyst", "GET", "/api/contacts/broken").body())
                    .contains("broken@example.org", "\"granted\"");
            assertThat(call("admin", "GET", "/api/rights?open=true&userId=broken")
                            .body())
                    .containsOnlyOnce("\"kind\":\"erasure\"")
                    .contains("\"finishedAt\":null");
        } finally {
            room.broken = false;
        }
        trial.advance(Duration.ofMinutes(2));
        assertThat(call("analyst", "GET", "/api/contacts/broken").statusCode()).isEqualTo(404);
        assertThat(call("admin", "GET", "/api/rights?open=true").body()).isEqualTo("[]");
    }

    @Test
    void whatIsQueuedForAnErasedPersonNeverLeaves() {
        agrees("queued", "queued@example.org", "+33639980140");
        tell(acted(user("queued"), "Product Added", cart("cart-queued")));
        trial.advance(Duration.ofMinutes(59));
        Instant abandoned = trial.now().plus(Duration.ofMinutes(1));
        tell(acted(user("queued"), "Cart Abandoned", cart("cart-queued")));
        assertThat(jdbc.sql("select count(*) from message.outbox")
                        .query(Long.class)
                        .single())
                .isPositive();

        call("admin", "DELETE", "/api/contacts/queued");
        trial.to(abandoned.plus(Duration.ofDays(8)));
        assertThat(trial.mailbox().to("queued@example.org")).isEmpty();
        assertThat(jdbc.sql("select count(*) from message.outbox")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "ü-ö", "a+b", "50%", "x.y", "'; drop table contact.contact; --"})
    void idsMayHoldWhateverTheyLike(String userId) {
        agrees(userId, "odd@example.org", "+33639980150");
        String path = "/api/contacts/"
                + java.net.URLEncoder.encode(userId, StandardCharsets.UTF_8).replace("+", "%20");
        boolean fitsThePath = call("analyst", "GET", path).statusCode() == 200;
        String way = fitsThePath
                ? path
                : "/api/rights/person?userId=" + java.net.URLEncoder.encode(userId, StandardCharsets.UTF_8);
        assertThat(call("admin", "DELETE", way).statusCode()).isEqualTo(202);
        assertThat(contacts.byUserId(userId)).isEmpty();
    }

    @Test
    void idsThatFitNoPathAndVisitorsWithoutOneAreNamedAsParameters() {
        agrees("shop/1", "slash@example.org", "+33639980160");
        tell(acted(new Who(null, "browser-1"), "Product Added", cart("cart-of-nobody")));
        assertThat(call("admin", "GET", "/api/rights/person?userId=shop/1").body())
                .contains("slash@example.org");
        assertThat(call("admin", "GET", "/api/rights/person?anonymousId=browser-1")
                        .body())
                .contains("cart-of-nobody");
        assertThat(call("admin", "DELETE", "/api/rights/person?userId=shop/1").statusCode())
                .isEqualTo(202);
        assertThat(call("admin", "DELETE", "/api/rights/person?anonymousId=browser-1")
                        .statusCode())
                .isEqualTo(202);
        assertThat(new MarkSearch(jdbc).tablesWith(List.of("slash@example.org", "browser-1", "cart-of-nobody")))
                .isEmpty();
    }

    @Test
    void whoIsUnknownIsNotFoundAndWhoIsNotSaidIsAskedFor() {
        assertThat(call("admin", "DELETE", "/api/contacts/nobody").statusCode()).isEqualTo(404);
        assertThat(call("admin", "DELETE", "/api/rights/person?anonymousId=nobody")
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("admin", "DELETE", "/api/rights/person").body())
                .contains("accepted: either userId or anonymousId");
        assertThat(call("admin", "GET", "/api/rights?kind=wish").body()).contains("accepted: export, erasure");
        agrees("once", "once@example.org", "+33639980170");
        assertThat(call("admin", "DELETE", "/api/contacts/once").statusCode()).isEqualTo(202);
        assertThat(call("admin", "DELETE", "/api/contacts/once").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyAdminsErase() {
        agrees("kept", "kept@example.org", "+33639980180");
        for (String user : List.of("advisor", "analyst")) {
            assertThat(call(user, "DELETE", "/api/contacts/kept").statusCode()).isEqualTo(403);
            assertThat(call(user, "GET", "/api/rights").statusCode()).isEqualTo(403);
            assertThat(call(user, "POST", "/api/rights/lift", "{}").statusCode())
                    .isEqualTo(403);
        }
        assertThat(call("advisor", "GET", "/api/contacts/kept/export").statusCode())
                .isEqualTo(403);
        assertThat(contacts.byUserId("kept")).isPresent();
    }

    @Test
    void theRecordTellsAPersonByASecretHashOnly() {
        agrees("recorded", "recorded@example.org", "+33639980190");
        call("analyst", "GET", "/api/contacts/recorded/export");
        call("admin", "DELETE", "/api/contacts/recorded");
        List<String> people = jdbc.sql("select distinct person from contact.rights_audit where person = (select person"
                        + " from contact.rights_audit where kind = 'export' order by id desc limit 1)")
                .query(String.class)
                .list();
        assertThat(people).singleElement().asString().matches("hmac:[0-9a-f]{64}");
        assertThat(call("admin", "GET", "/api/rights?userId=recorded").body())
                .contains("\"kind\":\"export\"", "\"kind\":\"erasure\"");
    }

    @Test
    void theExportHoldsWhatEveryRoomHolds() {
        String userId = "export-" + Subject.USERS;
        agrees(userId, "export@example.org", "+33639980200");
        tell(
                acted(user(userId), "Product Added", cart("cart-export")),
                acted(user(userId), "Order Completed", order("export")));
        suppressions.suppress(Channel.SMS, "+33639980200", "stop", trial.now(), "test");
        var answer = call("analyst", "GET", "/api/contacts/" + userId + "/export");
        assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"export.json\"");
        assertThat(answer.body())
                .contains("\"userId\" : \"" + userId + "\"")
                .contains("\"email\" : \"export@example.org\"")
                .contains("\"ledger\" : [", "\"suppression\" : [", "\"activity\" : [", "\"cart\" : [")
                .contains("\"order_id\" : \"" + MARK + "export\"")
                .contains("2026-03");
    }
}
