package io.relance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tasklist as an advisor uses it. */
final class TasklistPage {

    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.ENGLISH);

    private final Page page;

    private TasklistPage(Page page) {
        this.page = page;
    }

    /** Logs in to one of the engine's web applications, where the trial's passwords are as the names. */
    static TasklistPage logIn(Page page, String application, String user) {
        page.navigate(application);
        // An answer to what the page still asks for would bring back the session from before the login.
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.getByPlaceholder("Username").fill(user);
        page.getByPlaceholder("Password").fill(user);
        page.locator("button[type=submit]").click();
        return new TasklistPage(page);
    }

    /** A filter on the left. */
    Locator filter(String name) {
        return page.locator(".task-filter a")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
    }

    /** The card of a customer's task in the list. */
    Locator card(String customer) {
        return page.locator(".tasks-list .task").filter(new Locator.FilterOptions().setHasText(customer));
    }

    /** Opens a customer's task and takes it, unless it is this advisor's already. */
    void open(String filter, String customer) {
        filter(filter).click();
        card(customer).first().click();
        assertThat(form()).containsText(customer);
    }

    void claim() {
        page.locator("button.claim").click();
        assertThat(page.locator(".unclaim")).isVisible();
    }

    Locator form() {
        return page.locator(".fjs-form");
    }

    void choose(String question, String answer) {
        page.locator(".fjs-form-field-select")
                .filter(new Locator.FilterOptions().setHasText(question))
                .locator(".fjs-input-group")
                .click();
        page.locator(".fjs-dropdownlist-item").getByText(answer).click();
    }

    /** Picks a day in the calendar of the month that is shown. */
    void pick(LocalDate day) {
        page.getByLabel("Call back on").click();
        page.locator(".flatpickr-calendar.open [aria-label='" + LABEL.format(day) + "']")
                .click();
    }

    void write(String note) {
        form().locator("textarea").fill(note);
    }

    /** Keeps what is filled in for later; answers what the browser keeps of it. */
    String draft() {
        page.locator("button").getByText("Save").click();
        page.waitForFunction("Object.keys(localStorage).some(key => key.startsWith('camunda-form:'))");
        return drafts();
    }

    String drafts() {
        return String.valueOf(page.evaluate("JSON.stringify(Object.entries(localStorage)"
                + ".filter(([key]) => key.startsWith('camunda-form:')).map(([key, value]) => value))"));
    }

    /** Completes the task; answers what was posted. */
    String complete() {
        Request posted = page.waitForRequest(
                request -> request.url().endsWith("/submit-form"),
                () -> page.locator("button").getByText("Complete").click());
        assertThat(page.locator(".fjs-form")).isHidden();
        return posted.postData();
    }
}
