package io.relance.pressure.policy;

import io.relance.pressure.InWords;
import io.relance.pressure.Saying;
import io.relance.pressure.ledger.Said;
import io.relance.pressure.setting.PressureSettings;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * Something that would be said to a person, and everything a policy may look at.
 *
 * @param own the slot it has already; null when it asks for one
 * @param waitAfter later than this it waits for the next hours; null when it may be as late as it likes
 * @param firm whether it will be said if it may; else somebody only wants to know
 * @param asked when it was asked for
 * @param at the moment at which we would speak
 */
public record Candidate(
        Person person,
        Channel channel,
        MessageClass messageClass,
        Saying saying,
        Said own,
        Instant waitAfter,
        boolean firm,
        PressureSettings settings,
        Instant asked,
        Instant at) {

    /** The same at another moment. */
    public Candidate movedTo(Instant moment) {
        return new Candidate(person, channel, messageClass, saying, own, waitAfter, firm, settings, asked, moment);
    }

    boolean isMarketing() {
        return messageClass == MessageClass.MARKETING;
    }

    /** What others were, or will be, told before this: what is used, what is stronger, and of equals what came first. */
    Stream<Said> ahead() {
        return person.said().stream()
                .filter(said -> own == null || said.permit() != own.permit())
                .filter(said -> said.used() || isAhead(said));
    }

    private boolean isAhead(Said said) {
        return own == null ? said.saying().priority() >= saying.priority() : said.comesBefore(own);
    }

    /** Whether that one asked for its slot later, or still waits for it, and has it because it is stronger. */
    boolean isOvertakenBy(Said said) {
        boolean later = own == null ? !said.used() : said.permit() > own.permit();
        return later && said.saying().priority() > saying.priority();
    }

    /** When that one is said, as seen from when this was asked for. */
    Instant moment(Said said) {
        return said.moment(asked);
    }

    /** The day of a moment by the person's calendar, in words. */
    String dayInWords(Instant moment) {
        return InWords.day(moment, person.place().zone());
    }

    /** The same in French, to follow an article. */
    String frenchDay(Instant moment) {
        return InWords.frenchDay(moment, person.place().zone());
    }

    /** The day of a moment by the person's calendar. */
    LocalDate day(Instant moment) {
        return moment.atZone(person.place().zone()).toLocalDate();
    }
}
