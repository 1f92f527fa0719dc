package io.relance.segment.run;

import io.relance.contact.ActivitiesRecorded;
import io.relance.shop.ShopProfile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * When customers are ranked anew: every night, since time passes for all of them, and after orders, the sooner the fewer
 * people there are, so that ranking never takes more than a small part of the machine.
 */
@Component
class Ranking {

    /** A second for each 170 people: a million are ranked every hour and a half, a thousand every few seconds. */
    private static final double MILLIS_PER_PERSON = 6;

    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final LocalTime NIGHT = LocalTime.of(3, 0);

    private final Everybody everybody;
    private final OutlookRows outlooks;
    private final ShopProfile shop;
    private final Clock clock;
    private volatile Instant ordered;
    private volatile Instant night;

    Ranking(Everybody everybody, OutlookRows outlooks, ShopProfile shop, Clock clock) {
        this.everybody = everybody;
        this.outlooks = outlooks;
        this.shop = shop;
        this.clock = clock;
    }

    @EventListener
    @Order(45)
    void on(ActivitiesRecorded recorded) {
        if (ordered == null
                && recorded.activities().stream()
                        .anyMatch(activity ->
                                activity.name().toLowerCase(Locale.ROOT).startsWith("order "))) {
            ordered = clock.instant();
        }
    }

    /** When they are to be ranked next; empty while there is nobody. */
    Optional<Instant> nextDue() {
        if (!everybody.isAnybodyThere()) {
            return Optional.empty();
        }
        Instant since = ordered;
        return Optional.of(since == null ? nextNight() : earlier(nextNight(), since.plus(pause())));
    }

    /** Whether a night has come since the last. */
    boolean isNight(Instant now) {
        return !nextNight().isAfter(now);
    }

    private Instant nextNight() {
        Instant last = night;
        if (last == null) {
            last = outlooks.last().orElse(clock.instant());
            night = last;
        }
        return nightAfter(last);
    }

    private Duration pause() {
        Duration pause = Duration.ofMillis((long) (everybody.people() * MILLIS_PER_PERSON));
        return pause.compareTo(SOONEST) < 0 ? SOONEST : pause;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Instant nightAfter(Instant moment) {
        ZonedDateTime local = moment.atZone(shop.timezone());
        ZonedDateTime night = local.toLocalDate().atTime(NIGHT).atZone(shop.timezone());
        ZonedDateTime next = night.isAfter(local)
                ? night
                : local.toLocalDate().plusDays(1).atTime(NIGHT).atZone(shop.timezone());
        return next.toInstant();
    }

    /** From now on orders are new ones. */
    void begun(Instant now) {
        ordered = null;
        if (isNight(now)) {
            night = now;
        }
    }
}
