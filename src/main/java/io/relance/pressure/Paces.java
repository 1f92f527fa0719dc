package io.relance.pressure;

import io.relance.contact.Contact;
import io.relance.pressure.setting.Cap;
import io.relance.pressure.setting.PressureSettings;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** How often and when the people of one transaction may be spoken to: the shop's settings, and the slots they count. */
class Paces {

    private final PressureSettings settings;
    private final ZoneId shop;
    private final Slots slots;

    Paces(PressureSettings settings, ZoneId shop, PermitRows rows) {
        this.settings = settings;
        this.shop = shop;
        this.slots = new Slots(rows);
    }

    /** Whether slots of this channel and class are counted. */
    boolean counts(Channel channel, MessageClass messageClass) {
        return messageClass == MessageClass.MARKETING
                && !settings.capsOf(channel).isEmpty();
    }

    /** These people are locked only now: what was read about them is read anew. */
    void forget(Collection<ContactId> people) {
        slots.forget(people);
    }

    /** What holds for one person; {@code permit} is the slot it has already, 0 when none. */
    Pace of(Contact contact, Ask ask, long permit, Supplier<Set<ContactId>> everybody) {
        List<Cap> caps = settings.capsOf(ask.channel());
        List<Instant> spoken = counts(ask.channel(), ask.messageClass())
                ? slots.spoken(contact.id(), ask.channel(), permit, ask.at(), longest(caps), everybody)
                : List.of();
        return new Pace(
                caps, spoken, settings.hoursOf(ask.channel()), contact.zone().orElse(shop), ask.waitAfter());
    }

    private static Duration longest(List<Cap> caps) {
        return caps.stream()
                .map(Cap::per)
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** This slot counts from now on as it says here. */
    void take(Permit permit, boolean used) {
        if (counts(permit.channel(), permit.messageClass())) {
            slots.take(permit, used);
        }
    }

    /** This slot counts no more. */
    void giveBack(Permit permit) {
        slots.giveBack(permit);
    }
}
