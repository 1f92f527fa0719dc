package io.relance.pressure;

import io.relance.shared.Channel;
import java.util.List;

/** The shop's own rules, as they stand: a channel without one is free. */
record PressureSettings(List<Cap> caps, List<Hours> hours) {

    static final PressureSettings NONE = new PressureSettings(List.of(), List.of());

    PressureSettings {
        caps = List.copyOf(caps);
        hours = List.copyOf(hours);
    }

    /** The caps of one channel. */
    List<Cap> capsOf(Channel channel) {
        return caps.stream().filter(cap -> cap.channel() == channel).toList();
    }

    /** The hours of one channel; null where it may be used at any. */
    Hours hoursOf(Channel channel) {
        return hours.stream()
                .filter(each -> each.channel() == channel)
                .findFirst()
                .orElse(null);
    }
}
