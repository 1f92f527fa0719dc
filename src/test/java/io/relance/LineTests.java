package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.TrackMessage;
import io.relance.trial.Received;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@TrialTest
class LineTests {

    @LocalServerPort
    int port;

    @Autowired
    Trial trial;

    @Autowired
    TaskService tasks;

    @Test
    void anAbandonedCartGetsTwoRemindersThenACall() {
        String email = "camille@example.org";
        var analytics = Analytics.builder("trial").endpoint("http://localhost:" + port).build();
        analytics.enqueue(IdentifyMessage.builder()
                .userId("camille")
                .traits(Map.of("email", email, "firstName", "Camille", "phone", "+33639980001",
                        "consents", Map.of("email", true, "phone", true))));
        analytics.enqueue(TrackMessage.builder("Product Added")
                .userId("camille")
                .properties(Map.of("cart_id", "c1", "product_id", "p1", "name", "Lampe", "price", "120.00", "quantity", 1)));
        analytics.flush();
        org.awaitility.Awaitility.await().untilAsserted(() -> { trial.settle();
          assertThat(trial.now()).isNotNull(); });
        analytics.shutdown();
        trial.settle();
        trial.advance(Duration.ofHours(1));
        List<Received> mails = trial.mailbox().to(email);
        System.out.println("MAILS " + mails.size());
        mails.forEach(m -> System.out.println(m.subject()+" "+m.at()));
        trial.advance(Duration.ofHours(24));
        trial.mailbox().to(email).forEach(m -> System.out.println(m.subject()+" "+m.at()));
        trial.advance(Duration.ofHours(48));
        trial.mailbox().to(email).forEach(m -> System.out.println(m.subject()+" "+m.at()));
        tasks.createTaskQuery().list().forEach(t -> System.out.println(t.getName()+" "+t.getCreateTime()+" "+t.getDueDate()));
        assertThat(trial.mailbox().to(email)).hasSize(2);
        assertThat(tasks.createTaskQuery().count()).isEqualTo(1);
    }
}
