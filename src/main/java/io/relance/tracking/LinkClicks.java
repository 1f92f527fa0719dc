package io.relance.tracking;

import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.message.Links.Click;
import io.relance.message.Links.Followed;
import io.relance.message.Links.StepClick;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.message.Origin;
import io.relance.message.Questions;
import io.relance.shared.Channel;
import io.relance.tracking.Bursts.HeldClick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Clicks in messages, told apart into people's and machines', and into those of somebody and those of nobody. */
@Component
class LinkClicks {

    private final Messages messages;
    private final ReaderConsents readers;
    private final StepClicks steps;
    private final HeldClicks held;
    private final Timeline timeline;
    private final TrackingSettings settings;

    LinkClicks(
            Messages messages,
            ReaderConsents readers,
            StepClicks steps,
            HeldClicks held,
            Timeline timeline,
            TrackingSettings settings) {
        this.messages = messages;
        this.readers = readers;
        this.steps = steps;
        this.held = held;
        this.timeline = timeline;
        this.settings = settings;
    }

    /** Takes a click: for the person who allows it, to be judged in a moment; else for the step alone. */
    @Transactional
    void record(Followed followed, Visit visit) {
        if (followed instanceof StepClick nobodys) {
            steps.add(nobodys.origin(), visit.at(), visit.saysMachine());
        } else if (followed instanceof Click click) {
            messages.find(click.message()).ifPresent(message -> record(message, click.url(), visit));
        }
    }

    private void record(Message message, String url, Visit visit) {
        if (!isTheirs(message)) {
            steps.add(Origin.of(message), visit.at(), visit.saysMachine() || isTooSoon(message, visit.at()));
            return;
        }
        if (settings.burstWithin().isZero()) {
            judge(List.of(new HeldClick(0, message.id(), url, visit.at(), visit.saysMachine())));
        } else {
            hold(message, url, visit);
        }
    }

    /** By their consent, now; a click that answers a question is an answer. */
    private boolean isTheirs(Message message) {
        return Questions.isOne(message.template())
                || readers.of(message.contact()).clicks();
    }

    private void hold(Message message, String url, Visit visit) {
        Duration wait = settings.burstWithin();
        held.hold(
                message.id(),
                url,
                visit.at(),
                visit.saysMachine(),
                visit.at().plus(wait),
                visit.at().plus(wait.multipliedBy(3)));
    }

    /** Knows, for the judgement of clicks beside it, that the page that unsubscribes was looked at. */
    void lookedAtWayOut(Message message, Visit visit) {
        if (!settings.burstWithin().isZero() && isTheirs(message)) {
            hold(message, Bursts.WAY_OUT, visit);
        }
    }

    /** Lets clicks count, in the caller's transaction; who has withdrawn their consent meanwhile is not told of. */
    void judge(List<HeldClick> clicks) {
        if (clicks.isEmpty()) {
            return;
        }
        List<HeldClick> known =
                new ArrayList<>(held.in(clicks.stream().map(HeldClick::message).collect(Collectors.toSet())));
        known.addAll(clicks);
        Map<Long, Message> found = new HashMap<>();
        clicks.stream().map(HeldClick::message).distinct().forEach(id -> messages.find(id)
                .filter(this::isTheirs)
                .ifPresent(message -> found.put(id, message)));
        List<NewActivity> activities = clicks.stream()
                .filter(click -> !click.url().equals(Bursts.WAY_OUT) && found.containsKey(click.message()))
                .sorted(Comparator.comparing(HeldClick::at).thenComparing(HeldClick::id))
                .map(click -> judged(found.get(click.message()), click, known))
                .toList();
        if (!activities.isEmpty()) {
            timeline.record(activities);
        }
    }

    /** A machine's click has another name, so that it wakes no journey that waits for a person's. */
    private NewActivity judged(Message message, HeldClick click, List<HeldClick> known) {
        boolean machine = isMachine(message, click, known);
        if (!machine) {
            messages.clicked(message.id(), click.at());
        }
        String medium = message.channel() == Channel.SMS ? "SMS Link " : "Email Link ";
        Map<String, Object> properties = MessageProperties.of(message);
        properties.put("url", click.url());
        if (machine) {
            properties.put("machine", true);
        }
        return new NewActivity(
                message.contact(),
                click.at(),
                medium + (machine ? "Prefetched" : "Clicked"),
                properties,
                "tracking",
                true);
    }

    private boolean isMachine(Message message, HeldClick click, List<HeldClick> known) {
        Duration window = settings.burstWithin();
        return click.machine()
                || isTooSoon(message, click.at())
                || !window.isZero() && Bursts.isOneOf(click, known, window);
    }

    /** What comes before the server's yes can only be a gateway's. One in a message in doubt shows that it arrived. */
    private boolean isTooSoon(Message message, Instant at) {
        return message.sentAt() == null
                ? message.state() == MessageState.SENDING
                : at.isBefore(message.sentAt().plus(settings.machineWithin()));
    }
}
