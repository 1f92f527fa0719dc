package io.relance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.relance.trial.Received;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people see and do in a browser: the advisor's call in Tasklist, the admin's diagram in Cockpit. */
@TrialTest
class BrowserTests {

    private static final String NOTE = "Orders tonight, wants the blue one";

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String HELP = "Besoin d'aide pour votre commande ?";

    @LocalServerPort
    int port;

    @Autowired
    Trial trial;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runs;

    @Autowired
    JdbcTemplate jdbc;

    private Chromium chromium;
    private ShopVisits shop;

    @BeforeEach
    void open() {
        chromium = Chromium.start();
        shop = new ShopVisits(port);
    }

    /** Leaves no open task to the tests that share this context. */
    @AfterEach
    void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (runs.createProcessInstanceQuery().count() > 0) {
            trial.advance(Duration.ofDays(15));
        }
    }

    @Test
    void anAdvisorClaimsACallSeesTheCustomerAndCompletesIt() {
        abandons("browser-ada", "Ada", true);
        Page page = chromium.visit(trial.now());
        TasklistPage tasklist = TasklistPage.logIn(page, application("tasklist"), "advisor");

        assertThat(tasklist.filter("My calls")).isVisible();
        tasklist.open("Open calls", "Ada Exemple");
        assertThat(tasklist.card("Ada Exemple")).containsText("Call the customer");
        assertThat(tasklist.card("Ada Exemple")).containsText("361,00 €");
        assertThat(page.locator(".task-details, .column-right").first()).containsText("Abandoned cart");
        tasklist.claim();
        Chromium.picture(page, "tasklist-call");

        assertThat(tasklist.form()).containsText("You may call: the customer agreed to calls.");
        assertThat(tasklist.form()).containsText("+33639980001");
        assertThat(tasklist.form()).containsText("Speaks French");
        assertThat(tasklist.form().locator("h4")).containsText(new String[] {"Ada Exemple", "The cart, 361,00 €"});
        assertThat(tasklist.form().locator("li"))
                .containsText(new String[] {"1 × Vase Vague (Blue): 158,00 €", "4 × Tasse *Galet* <b>: 18,50 €"});
        assertThat(tasklist.form()).containsText("cart-reminder-1 by e-mail, sent");

        tasklist.choose("How did it end?", "Won back");
        tasklist.choose("Why was the cart left?", "Delivery cost");
        tasklist.write(NOTE);
        assertThat(tasklist.draft()).contains(NOTE).doesNotContain("Ada", "Vase", "+33639980001");
        assertThat(tasklist.complete()).contains(NOTE).doesNotContain("Ada", "Vase", "+33639980001");

        assertThat(tasklist.drafts()).isEqualTo("[]");
        assertThat(outcome("browser-ada")).containsExactly("Won back by an advisor");
        assertThat(shop.<List<String>>contact("browser-ada", "$.timeline[?(@.name=='Task Completed')].properties.note"))
                .containsExactly(NOTE);
        assertThat(shop.<List<String>>contact(
                        "browser-ada", "$.timeline[?(@.name=='Task Completed')].properties.reason"))
                .containsExactly("delivery_cost");
        assertThat(engineTablesWith(NOTE)).isEmpty();
        assertThat(engineTablesWith("Ada Exemple")).isEmpty();
        assertThat(chromium.troubles()).isEmpty();
    }

    @Test
    void withoutConsentToCallsTheFormAsksToWriteAndTheHelpMailLeaves() {
        abandons("browser-bo", "Bo", false);
        Page page = chromium.visit(trial.now());
        TasklistPage tasklist = TasklistPage.logIn(page, application("tasklist"), "advisor");

        tasklist.open("Open calls", "Bo Exemple");
        assertThat(tasklist.form().locator("blockquote")).containsText("Do not call: write instead.");
        tasklist.claim();
        tasklist.choose("How did it end?", "Write: send");
        tasklist.complete();
        trial.settle();

        Received mail = trial.mailbox().to("browser-bo@example.org").get(1);
        assertThat(mail.subject()).isEqualTo(HELP);
        assertThat(outcome("browser-bo")).containsExactly("Written to personally");
    }

    @Test
    void aCallIsPutOffToTheDayAgreedAndNoAnswerIsTriedOnceMore() {
        abandons("browser-cleo", "Cléo", true);
        Page page = chromium.visit(trial.now());
        TasklistPage tasklist = TasklistPage.logIn(page, application("tasklist"), "advisor");
        tasklist.open("Open calls", "Cléo Exemple");
        tasklist.claim();
        tasklist.choose("How did it end?", "Call back on");
        LocalDate day = trial.now().atZone(PARIS).toLocalDate().plusDays(3);
        tasklist.pick(day);
        Chromium.picture(page, "tasklist-call-back");
        assertThat(tasklist.complete()).contains(day.toString());
        assertThat(openTasks("Cléo Exemple")).isZero();

        trial.to(day.atTime(8, 59).atZone(PARIS).toInstant());
        assertThat(openTasks("Cléo Exemple")).isZero();
        trial.to(day.atTime(9, 0).atZone(PARIS).toInstant());
        chromium.moveTo(page, trial.now());
        tasklist.open("Open calls", "Cléo Exemple");
        tasklist.claim();
        tasklist.choose("How did it end?", "No answer");
        tasklist.complete();
        assertThat(openTasks("Cléo Exemple")).isZero();

        trial.to(day.plusDays(1).atTime(10, 0).atZone(PARIS).toInstant());
        assertThat(openTasks("Cléo Exemple")).isEqualTo(1);
        tasklist.open("Open calls", "Cléo Exemple");
        tasklist.claim();
        tasklist.choose("How did it end?", "No answer");
        tasklist.complete();
        assertThat(outcome("browser-cleo")).containsExactly("Customer not reached");
        assertThat(openTasks("Cléo Exemple")).isZero();
    }

    @Test
    void anAdminSeesTheJourneyOnItsDiagramInCockpit() {
        abandons("browser-dan", "Dan", true);
        Page page = chromium.visit(trial.now());
        TasklistPage.logIn(page, application("cockpit"), "admin");
        page.locator("a[href*='#/processes']").first().click();
        page.locator("table a").getByText("Abandoned cart").first().click();
        assertThat(page.locator("[data-element-id=call_customer] .djs-visual")).isVisible();
        assertThat(page.locator(".djs-overlays[data-container-id=call_customer]"))
                .containsText("1");
        Chromium.picture(page, "cockpit-journey");
        assertThat(chromium.troubles()).isEmpty();
    }

    private void abandons(String user, String firstName, boolean calls) {
        shop.signsUp(user, firstName, calls);
        shop.puts(user, "vase", "Vase Vague", "158", 1, "Blue");
        shop.puts(user, "tasse", "Tasse *Galet* <b>", "18.50", 4, null);
        shop.puts(user, "lampe", "Lampe Aurore", "129", 1, null);
        trial.advance(Duration.ofHours(25));
        assertThat(openTasks(firstName + " Exemple")).isEqualTo(1);
    }

    private long openTasks(String customer) {
        return tasks.createTaskQuery()
                .taskVariableValueEquals("customerName", customer)
                .count();
    }

    private List<String> outcome(String user) {
        return shop.contact(user, "$.journeys[*].outcome");
    }

    private List<String> engineTablesWith(String text) {
        return jdbc
                .queryForList(
                        "select table_name from information_schema.tables where table_name like 'act\\_%'",
                        String.class)
                .stream()
                .filter(table -> jdbc.queryForObject(
                                "select count(*) from " + table + " row where row::text like ?",
                                Integer.class,
                                "%" + text + "%")
                        > 0)
                .toList();
    }

    private String application(String name) {
        return "http://localhost:" + port + "/camunda/app/" + name + "/";
    }
}
