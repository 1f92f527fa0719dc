package io.relance.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.tracking.Bursts.HeldClick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstsTests {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration WITHIN = Duration.ofSeconds(3);

    /** Clicks as {@code link@milliseconds}, "out" being the page that unsubscribes; those of a burst in order. */
    @ParameterizedTest
    @CsvSource({
        "a@0,                               ''",
        "a@0 b@100,                         ''",
        "a@0 a@10 a@20 a@30,                ''",
        "a@0 b@500 c@900,                   a@0 b@500 c@900",
        "a@0 b@1500 c@3000,                 a@0 b@1500 c@3000",
        "a@0 b@1500 c@3001,                 ''",
        "a@0 b@1500 c@3001 d@4000,          b@1500 c@3001 d@4000",
        "a@0 b@1 c@2 d@2900 e@5000 f@5800,  a@0 b@1 c@2 d@2900 e@5000 f@5800",
        "a@0 b@1 c@2 a@8000,                a@0 b@1 c@2",
        "a@0 out@200,                       a@0 out@200",
        "out@0 out@10,                      ''",
        "a@0 out@60000,                     ''"
    })
    void manyLinksWithinSecondsAreAScanners(String said, String burst) {
        List<HeldClick> clicks = new ArrayList<>();
        for (String each : said.split(" ")) {
            clicks.add(click(1, each));
            // Another message's links, at the same moments, have nothing to do with it.
            clicks.add(click(2, "x" + each.substring(each.indexOf('@'))));
        }

        assertThat(clicks.stream()
                        .filter(click -> Bursts.isOneOf(click, clicks, WITHIN))
                        .map(BurstsTests::said)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(burst);
    }

    private static HeldClick click(long message, String said) {
        String[] parts = said.split("@");
        String url = parts[0].equals("out") ? Bursts.WAY_OUT : parts[0];
        return new HeldClick(0, message, url, START.plusMillis(Long.parseLong(parts[1])), false);
    }

    private static String said(HeldClick click) {
        String url = click.url().equals(Bursts.WAY_OUT) ? "out" : click.url();
        return url + "@" + Duration.between(START, click.at()).toMillis();
    }
}
