package io.relance.pressure.setting;

import io.relance.shared.Channel;
import java.util.List;

/** The shop's own rules, as they stand: a channel without one is free. */
public record PressureSettings(List<Cap> caps, List<Hours> hours) {

    /** Where nobody ever set any. */
    public static final PressureSettings NONE = new PressureSettings(List.of(), List.of());

    public PressureSettings {
        caps = List.copyOf(caps);
        hours = List.copyOf(hours);
    }

    /** The caps of one channel. */
    public List<Cap> capsOf(Channel channel) {
        return caps.stream().filter(cap -> cap.channel() == channel).toList();
    }

    /** The hours of one channel; null where it may be used at any. */
    public Hours hoursOf(Channel channel) {
        return hours.stream()
                .filter(each -> each.channel() == channel)
                .findFirst()
                .orElse(null);
    }
}
