package io.relance.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.consent.SoftBounces.SoftBounce;
import io.relance.shared.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The row as a table: on which days mails were sent that came back, and on which those that did not. */
class SoftBouncesTests {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    -                   | -       | false | nothing came back
                    0 2 4 7             | -       | false | four
                    0 2 4 6 7           | -       | true  | five over seven days to the second
                    0 1 2 3 6           | -       | false | five over six days
                    0 0 0 0 7           | -       | true  | five, four of them on one day
                    0 1 2 3 4 5 6       | -       | false | seven, but over six days
                    0 1 2 3 4 5 6 7     | -       | true  | eight over seven
                    0 30 60 90 120      | -       | true  | once a month, none of them arrived
                    0 2 4 6 8           | 5       | false | one arrived in between
                    0 2 4 6 8 10 12 14  | 3       | true  | and five over seven days after that
                    0 2 4 6 8 10        | 3       | false | only four after it
                    2 4 6 8 10          | 1       | true  | it arrived before the first
                    0 2 4 6 8           | 9       | true  | what was sent after them may still come back
                    """)
    void exhausted(String cameBack, String arrived, boolean rests, String why) {
        List<SoftBounce> bounced = days(cameBack).stream()
                .map(day -> new SoftBounce(day, new ContactId(7), START.plus(Duration.ofDays(day))))
                .toList();
        List<Instant> others = days(arrived).stream()
                .map(day -> START.plus(Duration.ofDays(day)))
                .toList();
        assertThat(SoftBounces.exhausted(bounced, others)).as(why).isEqualTo(rests);
    }

    private static List<Long> days(String days) {
        return days == null
                ? List.of()
                : Arrays.stream(days.split(" ")).map(Long::valueOf).toList();
    }
}
