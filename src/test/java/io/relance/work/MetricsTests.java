package io.relance.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.FileSystemResource;

/** What operators watch: every stage tells what it does, and the documents and alerts name what is there. */
@TrialTest
class MetricsTests {

    private static final Pattern METRIC = Pattern.compile("\\b(?:relance|hikaricp|tomcat|executor|http|jvm)_[a-z_]+");

    /** A label with its values, as the document has it. */
    private static final Pattern LABEL = Pattern.compile("`(\\w+)`: `([\\w, ]+)`");

    /** Labels that others than ours give themselves values of, too. */
    private static final Set<String> OF_OTHERS = Set.of("name");

    @LocalServerPort
    int port;

    @Autowired
    Trial trial;

    @Autowired
    Readings readings;

    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
    }

    @Test
    void everyStageTellsWhatItDid() throws IOException {
        Map<String, Double> before = scrape();
        leavesACart("metrics-camille");
        trial.advance(Duration.ofHours(1));
        outside.send(List.of(Map.of("type", "track", "event", "Nobody did this")));
        Map<String, Double> after = scrape();

        assertThat(rise(before, after, "relance_intake_accepted_total{source=\"trial\"}"))
                .isEqualTo(2);
        assertThat(rise(before, after, "relance_intake_duplicate_total{source=\"trial\"}"))
                .isEqualTo(2);
        assertThat(rise(before, after, "relance_intake_rejected_total{reason=\"nobody\",source=\"trial\"}"))
                .isEqualTo(1);
        assertThat(rise(before, after, "relance_timeline_recorded_total")).isGreaterThanOrEqualTo(2);
        assertThat(rise(before, after, "relance_decisions_made_total{outcome=\"entered\"}"))
                .isEqualTo(1);
        assertThat(rise(before, after, "relance_messages_settled_total{channel=\"email\",outcome=\"sent\"}"))
                .isEqualTo(1);
        assertThat(rise(before, after, "relance_messages_handover_seconds_count{channel=\"email\"}"))
                .isEqualTo(1);
        assertThat(after.get("relance_work_lag_seconds{work=\"timers\"}")).isZero();
        assertThat(after.get("relance_inbox_waiting_events")).isZero();
        assertThat(after.get("relance_outbox_waiting_messages{state=\"queued\"}"))
                .isZero();
    }

    @Test
    void whatWaitsIsToldWithItsAge() throws IOException {
        leavesACart("metrics-maxime");
        trial.advance(Duration.ofHours(1));
        trial.advance(Duration.ofHours(23));
        Map<String, Double> before = scrape();
        buys("metrics-maxime");
        outside.send(List.of(cart("metrics-lou")));
        assertThat(scrape().get("relance_inbox_waiting_events")).isEqualTo(2);
        trial.settle();
        Map<String, Double> after = scrape();

        assertThat(after.get("relance_inbox_waiting_events")).isZero();
        assertThat(rise(before, after, "relance_journey_woken_total")).isEqualTo(1);
        assertThat(rise(before, after, "relance_decisions_made_total{outcome=\"exited\"}"))
                .isEqualTo(1);
        assertThat(rise(before, after, "relance_timers_run_total")).isNotNegative();
    }

    @Test
    void theDocumentsAndTheAlertsNameWhatIsThere() throws IOException {
        leavesACart("metrics-sacha");
        outside.send(List.of(Map.of("type", "track", "event", "Nobody did this")));
        Set<String> told = scrape().keySet().stream()
                .map(series -> series.replaceFirst("\\{.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).containsAll(metrics(expressions()));
        Set<String> documented = metrics(Files.readString(Path.of("docs/operations.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList());
        assertThat(documented).allSatisfy(name -> assertThat(told)
                .anyMatch(each -> each.equals(name) || each.equals(name + "_count")));
        assertThat(told.stream()
                        .filter(name -> name.startsWith("relance_"))
                        .map(name -> name.replaceFirst("_seconds_(?:bucket|count|sum|max)$", "_seconds")))
                .isSubsetOf(documented);
    }

    @Test
    void theDocumentNamesEveryValueOfALabel() throws IOException {
        Set<String> series = scrape().keySet();
        List<String> rows = Files.readString(Path.of("docs/operations.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .filter(line -> LABEL.matcher(line).find())
                .toList();
        assertThat(rows).hasSizeGreaterThan(5);
        assertThat(rows).allSatisfy(row -> LABEL.matcher(row).results().forEach(label -> {
            Set<String> told = values(series, metrics(List.of(row)), label.group(1));
            Set<String> named = Set.of(label.group(2).split(", "));
            assertThat(told).containsAll(named);
            if (!OF_OTHERS.contains(label.group(1))) {
                assertThat(named).containsAll(told);
            }
        }));
    }

    private static Set<String> values(Set<String> series, Set<String> metrics, String label) {
        Pattern value = Pattern.compile("[{,]" + label + "=\"([^\"]*)\"");
        return series.stream()
                .filter(each -> metrics.stream().anyMatch(each::startsWith))
                .flatMap(each -> value.matcher(each).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void anAlertOfTheDocumentIsARule() throws IOException {
        Set<String> rules =
                rules().stream().map(rule -> (String) rule.get("alert")).collect(Collectors.toSet());
        Set<String> named = Pattern.compile("\\bRelance[A-Z]\\w+")
                .matcher(Files.readString(Path.of("docs/operations.md")))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());

        assertThat(rules).isNotEmpty();
        assertThat(named).isSubsetOf(rules);
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule).containsKeys("alert", "expr", "labels", "annotations");
            assertThat(balance(rule.get("expr").toString())).isZero();
        });
    }

    private void leavesACart(String who) {
        var events = List.of(
                Outside.identify(
                        who,
                        Map.of(
                                "email",
                                who + "@example.org",
                                "firstName",
                                "Camille",
                                "consents",
                                Map.of("email", true))),
                cart(who));
        outside.send(events);
        outside.send(events);
        trial.settle();
    }

    private Map<String, Object> cart(String who) {
        return Outside.track(
                who,
                "Product Added",
                trial.now(),
                Map.of(
                        "cart_id",
                        "cart-" + who,
                        "product_id",
                        "vase",
                        "name",
                        "Vague vase",
                        "price",
                        158,
                        "quantity",
                        1,
                        "currency",
                        "EUR"));
    }

    private void buys(String who) {
        outside.send(List.of(Outside.track(
                who,
                "Order Completed",
                trial.now(),
                Map.of("order_id", "order-" + who, "cart_id", "cart-" + who, "total", 158, "currency", "EUR"))));
    }

    private Map<String, Double> scrape() {
        readings.forget();
        var answer = outside.as("admin", "GET", "/actuator/prometheus", null);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    private static double rise(Map<String, Double> before, Map<String, Double> after, String series) {
        assertThat(after).containsKey(series);
        return after.get(series) - before.getOrDefault(series, 0.0);
    }

    private static Set<String> metrics(List<String> texts) {
        return texts.stream()
                .flatMap(text -> METRIC.matcher(text).results())
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> expressions() {
        return rules().stream().map(rule -> (String) rule.get("expr")).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules() {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new FileSystemResource("docs/alerts.yaml"));
        var groups = (List<Map<String, Object>>) yaml.getObject().get("groups");
        return groups.stream()
                .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                .toList();
    }

    private static int balance(String expression) {
        return (int) (expression.chars().filter(c -> "({[".indexOf(c) >= 0).count()
                - expression.chars().filter(c -> ")}]".indexOf(c) >= 0).count());
    }
}
