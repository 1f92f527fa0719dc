package io.relance.pressure.setting;

import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;

/** When operators in France deliver marketing by SMS at all, whatever a shop would like. */
public final class FrenchSms {

    static final String ACCEPTED =
            "for SMS in France hours within 08:00 to 22:00, mon to sat, holidays false: operators deliver no other";

    /** The widest hours there are. */
    public static final Hours WIDEST = new Hours(
            Channel.SMS,
            MessageClass.MARKETING,
            "FR",
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
            LocalTime.of(8, 0),
            LocalTime.of(22, 0),
            false);

    private FrenchSms() {}

    /** Whether this is about such messages. */
    public static boolean limits(Channel channel, MessageClass messageClass) {
        return channel == WIDEST.channel() && messageClass == WIDEST.messageClass();
    }

    static boolean allows(Hours hours) {
        return !limits(hours.channel(), hours.messageClass())
                || WIDEST.days().containsAll(hours.days())
                        && !hours.holidays()
                        && !hours.crossMidnight()
                        && !hours.from().isBefore(WIDEST.from())
                        && !hours.to().isAfter(WIDEST.to());
    }
}
