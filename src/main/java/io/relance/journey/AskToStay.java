package io.relance.journey;

import io.relance.contact.StayInTouch;
import io.relance.message.Draft;
import io.relance.message.Messages;
import io.relance.message.Questions;
import io.relance.message.Templates;
import io.relance.message.Tray;
import io.relance.pressure.Ask;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Verdict;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The message that asks people who have not acted for years whether to stay. It offers nothing and is sent once, so that
 * it needs no consent to marketing; a suppressed address it does not reach.
 */
@Component
class AskToStay implements StayInTouch {

    private static final String TEMPLATE = Questions.STAY_IN_TOUCH;

    private final Templates templates;
    private final Messages messages;
    private final Pressure pressure;

    AskToStay(Templates templates, Messages messages, Pressure pressure) {
        this.templates = templates;
        this.messages = messages;
        this.pressure = pressure;
    }

    @Override
    public boolean canAsk() {
        return templates.exists(TEMPLATE, Channel.EMAIL) && messages.canCarry(Channel.EMAIL);
    }

    @Override
    public void ask(Collection<ContactId> people, Instant now) {
        List<Verdict> verdicts = pressure.requestAll(people.stream()
                .map(person -> new Ask(person, Channel.EMAIL, MessageClass.TRANSACTIONAL, null, now))
                .toList());
        Tray tray = messages.tray(decision -> {});
        tray.expect(people.size());
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Permit permit) {
                tray.enqueue(permit, draft(permit.contact()), now);
            }
        }
        tray.write();
    }

    private static Draft draft(ContactId person) {
        return new Draft(
                person, Channel.EMAIL, TEMPLATE, MessageClass.TRANSACTIONAL, null, null, null, null, null, null);
    }
}
