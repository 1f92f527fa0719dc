package io.relance.pressure.setting;

import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * So many marketing messages to one person, over all journeys, and no more.
 *
 * @param count zero means never
 * @param per in any stretch of time of this length, wherever it begins
 */
public record Cap(Channel channel, int count, Duration per) {

    /**
     * The first moment from {@code at} on at which one more may be said: in no stretch of {@code per} that ends there
     * or later are there more than {@code count}. Null where there is none, as the count is zero.
     *
     * @param spoken when others were or will be said, in any order
     */
    public Instant opens(List<Instant> spoken, Instant at) {
        if (count == 0) {
            return null;
        }
        return Stream.concat(Stream.of(at), spoken.stream().map(moment -> moment.plus(per)))
                .filter(moment -> !moment.isBefore(at))
                .sorted()
                .filter(moment -> hasRoom(spoken, moment))
                .findFirst()
                .orElseThrow();
    }

    /** The stretch as people say it: {@code 24 hours}, {@code 7 days}. */
    public String stretch() {
        return Stretch.words(per);
    }

    /** Whether with one more at this moment every stretch of {@code per} still holds no more than allowed. */
    private boolean hasRoom(List<Instant> spoken, Instant moment) {
        List<Instant> all =
                Stream.concat(spoken.stream(), Stream.of(moment)).sorted().toList();
        for (int first = 0; first + count < all.size(); first++) {
            Instant last = all.get(first + count);
            boolean holdsIt = !moment.isBefore(all.get(first)) && !moment.isAfter(last);
            if (holdsIt && last.isBefore(all.get(first).plus(per))) {
                return false;
            }
        }
        return true;
    }
}
