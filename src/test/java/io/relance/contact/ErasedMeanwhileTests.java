package io.relance.contact;

import static io.relance.contact.Facts.acted;
import static io.relance.contact.Facts.identified;
import static io.relance.contact.Facts.newId;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.shared.ContactId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An event meets its person while the person is being erased. */
@RelanceTest
class ErasedMeanwhileTests {

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Decisions decisions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void whoseEventWaitsForTheErasureIsSomebodyNew() throws Exception {
        String camille = newId("camille");
        timeline.receive(List.of(identified(Facts.user(camille), Map.of("email", "camille@example.org"))));
        ContactId before = contacts.byUserId(camille).orElseThrow().id();
        List<CompletableFuture<Void>> event = new java.util.ArrayList<>();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select id from contact.contact where id = ? for update")
                    .param(before.value())
                    .query()
                    .singleRow();
            event.add(CompletableFuture.runAsync(() -> transaction.executeWithoutResult(
                    other -> timeline.receive(List.of(acted(Facts.user(camille), "Page Viewed"))))));
            Awaitility.await()
                    .until(() -> jdbc.sql("select count(*) from pg_locks where not granted")
                                    .query(Integer.class)
                                    .single()
                            > 0);
            for (String table : List.of("activity where contact_id", "identity where contact_id", "contact where id")) {
                jdbc.sql("delete from contact." + table + " = ?")
                        .param(before.value())
                        .update();
            }
        });
        event.get(0).get();

        Contact after = contacts.byUserId(camille).orElseThrow();
        assertThat(after.id()).isNotEqualTo(before);
        assertThat(after.email()).isNull();
        assertThat(timeline.newest(after.id(), 10)).hasSize(1);
    }

    @Test
    void nothingIsWrittenDownAboutSomebodyWhoIsGone() {
        ContactId nobody = new ContactId(999_999_999);
        decisions.record(List.of(new Decision(
                nobody,
                Facts.NOON,
                "cart",
                null,
                Decision.Outcome.FAILED,
                "channel_rejected",
                "550 no such user",
                null)));
        assertThat(decisions.newest(nobody, null, 10)).isEmpty();
        assertThat(timeline.record(
                        List.of(new NewActivity(nobody, Facts.NOON, "Email Link Clicked", Map.of(), "tracking", true))))
                .isEmpty();
    }
}
