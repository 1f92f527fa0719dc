package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import io.relance.journey.engine.Starts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A shop whose customers are made up for one test, and the diagrams and templates it brings. */
final class FaultShop {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Outside outside;
    private final Starts starts;
    private final List<String> deployed = new ArrayList<>();

    FaultShop(Outside outside, Starts starts) {
        this.outside = outside;
        this.starts = starts;
    }

    /** Publishes a template for the test. */
    void publish(String template, Map<String, String> files) {
        var answer = outside.as("analyst", "PUT", "/api/templates/" + template, Map.of("files", files));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** A template with one line of text in French. */
    void publishMail(String template, String subject, String line) {
        publish(
                template,
                Map.of(
                        "fr.mjml",
                        "---\nsubject: \"%s\"\npreheader: Exemple\n---\n<mj-section><mj-column><mj-text>%s</mj-text></mj-column></mj-section>\n"
                                .formatted(subject, line)));
    }

    /** Deploys a diagram, which is taken back when the shop closes. */
    void deploy(Sketch sketch) {
        var answer = outside.deploy("analyst", "a diagram of a test", sketch.files());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        deployed.add(Outside.read(answer.body()).path("id").asText());
    }

    /** New customers who agreed to e-mail, SMS and to being measured; answers their ids. */
    List<String> people(int count) {
        List<String> people = IntStream.range(0, count)
                .mapToObj(i -> "fault-" + NUMBERS.incrementAndGet())
                .toList();
        outside.send(people.stream()
                .map(who -> Outside.identify(
                        who,
                        Map.of(
                                "email",
                                email(who),
                                "phone",
                                phone(who),
                                "firstName",
                                "Camille",
                                "consents",
                                Map.of("email", true, "sms", true, "tracking_clicks", true))))
                .toList());
        outside.settle();
        return people;
    }

    /** Everybody does something now; {@code of} says who. */
    void everybody(List<String> people, String activity) {
        everybody(people, activity, Map.of());
    }

    /** The same with more to say. */
    void everybody(List<String> people, String activity, Map<String, Object> properties) {
        Instant now = outside.settle();
        outside.send(people.stream()
                .map(who -> {
                    Map<String, Object> said = new HashMap<>(properties);
                    said.put("of", who);
                    return Outside.track(who, activity, now, said);
                })
                .toList());
    }

    List<String> emails(List<String> people) {
        return people.stream().map(FaultShop::email).toList();
    }

    List<String> phones(List<String> people) {
        return people.stream().map(FaultShop::phone).toList();
    }

    static String email(String who) {
        return who + "@example.org";
    }

    /** From the numbers that are reserved for fiction in France. */
    static String phone(String who) {
        return "+336399%05d".formatted(80_000 + Integer.parseInt(who.substring("fault-".length())) % 10_000);
    }

    /** Ends all runs and takes the diagrams back. */
    void close() {
        outside.endEverything();
        deployed.forEach(outside::undeploy);
        deployed.clear();
        starts.forget();
    }
}
