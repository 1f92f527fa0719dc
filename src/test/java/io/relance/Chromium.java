package io.relance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** An installed Chromium, driven by Playwright; every page is a new visitor's, and tells of its troubles. */
final class Chromium implements AutoCloseable {

    private static final List<String> QUIET = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<String> troubles = new ArrayList<>();
    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(QUIET));
    }

    /** Starts it where {@code CHROMIUM_PATH} says, else /usr/bin/chromium; skips the test where there is none. */
    static Chromium start() {
        Path executable = Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM_PATH"), "/usr/bin/chromium"));
        Assumptions.assumeTrue(
                Files.isExecutable(executable),
                () -> "skipped: no Chromium at " + executable + "; CHROMIUM_PATH says where else it is");
        return new Chromium(executable);
    }

    /** A page in Paris whose clock stands at this moment. */
    Page visit(Instant now) {
        var visitor = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Paris"));
        visitor.clock().setFixedTime(Date.from(now));
        Page page = visitor.newPage();
        page.setDefaultTimeout(20_000);
        page.onPageError(error -> troubles.add("script: " + error));
        page.onResponse(answer -> {
            if (answer.status() >= 400 && !answer.url().contains("/api/admin/auth/user/")) {
                troubles.add(answer.status() + " " + answer.url());
            }
        });
        return page;
    }

    /** Sets the page's clock. */
    void moveTo(Page page, Instant now) {
        page.context().clock().setFixedTime(Date.from(now));
    }

    /** What went wrong in scripts and requests so far; being asked to log in is none. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** Keeps a picture under target/screenshots. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png")));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
