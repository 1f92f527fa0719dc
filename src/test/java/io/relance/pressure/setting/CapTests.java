package io.relance.pressure.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapTests {

    private static final ZoneId UTC = ZoneOffset.UTC;

    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    @ParameterizedTest(name = "{0} in 24 hours, spoken at {1}, asked at {2}: {3}")
    @CsvSource(
            nullValues = "never",
            value = {
                "1, '',        9,  9",
                "1, 8,         9,  32",
                "1, 8,         32, 32",
                "1, 8,         31, 32",
                "2, 8,         9,  9",
                "2, '7 8',     9,  31",
                "2, '8 7',     9,  31",
                "2, '7 8 31',  9,  32",
                "1, 20,        9,  44",
                "1, '8 40',    9,  64",
                "1, '8 60',    9,  32",
                "2, '20 21',   9,  44",
                "0, '',        9,  never"
            })
    void opensWhenThereIsRoom(int count, String spoken, long asked, Long opens) {
        List<Instant> moments = Arrays.stream(spoken.split(" "))
                .filter(hour -> !hour.isEmpty())
                .map(hour -> hour(Long.parseLong(hour)))
                .toList();

        assertThat(new Cap(Channel.EMAIL, count, Duration.ofDays(1)).opens(moments, hour(asked), UTC))
                .isEqualTo(opens == null ? null : hour(opens));
    }

    @Property
    void isNeverExceededWhateverTheOrder(
            @ForAll @Size(max = 25) List<@IntRange(max = 200) Integer> asked,
            @ForAll @IntRange(min = 1, max = 4) int count,
            @ForAll @IntRange(min = 1, max = 60) int hours) {
        Duration per = Duration.ofHours(hours);
        Cap cap = new Cap(Channel.SMS, count, per);
        List<Instant> spoken = new ArrayList<>();
        for (int moment : asked) {
            Instant opens = cap.opens(spoken, hour(moment), UTC);
            assertThat(opens).isAfterOrEqualTo(hour(moment));
            spoken.add(opens);
        }
        for (Instant first : spoken) {
            assertThat(spoken.stream()
                            .filter(moment -> !moment.isBefore(first) && moment.isBefore(first.plus(per)))
                            .count())
                    .isLessThanOrEqualTo(count);
        }
    }

    private static Instant hour(long hour) {
        return MIDNIGHT.plus(Duration.ofHours(hour));
    }
}
