package io.relance.shop.occasion;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shop.Punctual;
import io.relance.shop.ShopProfile;
import io.relance.shop.occasion.Occasion.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks at occasions: what they rest on is read for all of them at once, as it is now. */
@Component
class Looks {

    /** Who became inactive longer ago than this, in a history told today say, is no news. */
    private static final Duration TOO_LATE = Duration.ofDays(2);

    private final OccasionRows rows;
    private final Contacts contacts;
    private final Timeline timeline;
    private final ShopProfile shop;
    private final OccasionSettings settings;

    Looks(OccasionRows rows, Contacts contacts, Timeline timeline, ShopProfile shop, OccasionSettings settings) {
        this.rows = rows;
        this.contacts = contacts;
        this.timeline = timeline;
        this.shop = shop;
        this.settings = settings;
    }

    /** What there is of each at this moment. */
    Map<Occasion, Look> at(List<Occasion> occasions, Instant now) {
        Map<ContactId, Contact> people =
                contacts.findAll(occasions.stream().map(Occasion::contact).toList());
        Map<ContactId, Instant> firstOrders = rows.firstOrders(of(occasions, Kind.ANNIVERSARY));
        Map<ContactId, Instant> lastActs = timeline.lastActs(of(occasions, Kind.INACTIVE));
        Map<Occasion, Look> looks = new LinkedHashMap<>();
        for (Occasion occasion : occasions) {
            Contact contact = people.get(occasion.contact());
            looks.put(
                    occasion,
                    contact == null
                            ? Look.none()
                            : switch (occasion.kind()) {
                                case BIRTHDAY -> birthday(occasion, contact, now);
                                case ANNIVERSARY ->
                                    anniversary(occasion, contact, firstOrders.get(occasion.contact()), now);
                                case INACTIVE -> inactive(occasion, contact, lastActs.get(occasion.contact()), now);
                            });
        }
        return looks;
    }

    private static List<ContactId> of(List<Occasion> occasions, Kind kind) {
        return occasions.stream()
                .filter(occasion -> occasion.kind() == kind)
                .map(Occasion::contact)
                .toList();
    }

    private Look birthday(Occasion occasion, Contact contact, Instant now) {
        ZoneId zone = zone(contact);
        Optional<MonthDay> day = BirthdayTrait.read(contact.traits().get("birthday"), zone);
        return day.map(each ->
                        yearly(occasion, new Yearly(each, null, zone, settings.hour()), "Birthday", Map.of(), now))
                .orElse(Look.none());
    }

    private Look anniversary(Occasion occasion, Contact contact, Instant firstOrder, Instant now) {
        if (firstOrder == null) {
            return Look.none();
        }
        ZoneId zone = zone(contact);
        LocalDate first = firstOrder.atZone(zone).toLocalDate();
        int years = now.atZone(zone).getYear() - first.getYear();
        return yearly(
                occasion,
                new Yearly(MonthDay.from(first), first, zone, settings.hour()),
                "First Order Anniversary",
                Map.of("first_order_at", firstOrder.toString(), "years", years),
                now);
    }

    private static Look yearly(
            Occasion occasion, Yearly day, String name, Map<String, Object> properties, Instant now) {
        LocalDate toldOn = occasion.toldAt() == null
                ? null
                : occasion.toldAt().atZone(day.zone()).toLocalDate();
        ZonedDateTime next = day.next(toldOn, now);
        if (next.toInstant().isAfter(now)) {
            return Look.later(occasion, next.toInstant());
        }
        Map<String, Object> told = new LinkedHashMap<>(properties);
        told.put("date", next.toLocalDate().toString());
        NewActivity activity =
                new NewActivity(occasion.contact(), Punctual.moment(next.toInstant(), now), name, told, "shop", true);
        return new Look(activity, now, day.next(next.toLocalDate(), now).toInstant());
    }

    /** Nobody can be won back whom we cannot name or reach; they may tell more of themselves later. */
    private Look inactive(Occasion occasion, Contact contact, Instant lastAct, Instant now) {
        boolean known = contact.userId() != null || contact.email() != null || contact.phone() != null;
        if (lastAct == null || !known) {
            return Look.later(occasion, now.plus(settings.inactiveAfter()));
        }
        Instant due = lastAct.plus(settings.inactiveAfter());
        if (due.isAfter(now)) {
            return Look.later(occasion, due);
        }
        boolean told = occasion.toldAt() != null && occasion.toldAt().isAfter(lastAct);
        // Who acts from now on is inactive again after as long at the earliest: no act needs to ask for a look.
        Instant next = now.plus(settings.inactiveAfter());
        if (told || due.isBefore(now.minus(TOO_LATE))) {
            return new Look(null, told ? occasion.toldAt() : now, next);
        }
        Map<String, Object> properties = Map.of(
                "last_act_at", lastAct.toString(),
                "days", Duration.between(lastAct, now).toDays());
        return new Look(
                new NewActivity(
                        occasion.contact(), Punctual.moment(due, now), "Became Inactive", properties, "shop", true),
                now,
                next);
    }

    private ZoneId zone(Contact contact) {
        return contact.zone().orElse(shop.timezone());
    }
}
