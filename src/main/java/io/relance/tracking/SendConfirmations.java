package io.relance.tracking;

import io.relance.consent.Asking;
import io.relance.consent.Confirmations;
import io.relance.message.Draft;
import io.relance.message.Messages;
import io.relance.message.Tray;
import io.relance.pressure.Ask;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Refusal;
import io.relance.pressure.Verdict;
import io.relance.shared.MessageClass;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks people to confirm a consent, by one message against a permit as for any other; what the gate refuses (a
 * suppressed address) is kept as skipped with its reason.
 */
@Component
class SendConfirmations {

    private final Confirmations confirmations;
    private final Pressure pressure;
    private final Messages messages;
    private final Clock clock;

    SendConfirmations(Confirmations confirmations, Pressure pressure, Messages messages, Clock clock) {
        this.confirmations = confirmations;
        this.pressure = pressure;
        this.messages = messages;
        this.clock = clock;
    }

    /** Joins the transaction that learnt of the yes: asked for and queued, or neither. */
    @EventListener
    void on(Confirmations.Wanted wanted) {
        Instant now = clock.instant();
        List<Asking> askings = wanted.askings().stream()
                .filter(each -> messages.canCarry(each.channel()))
                .toList();
        if (askings.isEmpty()) {
            return;
        }
        List<Verdict> verdicts = pressure.requestAll(askings.stream()
                .map(each -> new Ask(each.contact(), each.channel(), MessageClass.TRANSACTIONAL, null, now))
                .toList());
        // No journey asked for it, so nothing is to be said about one.
        Tray tray = messages.tray(decision -> {});
        tray.expect(askings.size());
        Map<Long, Long> mailed = new HashMap<>();
        for (int i = 0; i < askings.size(); i++) {
            Draft draft = draft(askings.get(i));
            if (verdicts.get(i) instanceof Permit permit) {
                mailed.put(askings.get(i).id(), tray.enqueue(permit, draft, now));
            } else if (verdicts.get(i) instanceof Refusal refusal) {
                tray.skip(refusal, draft, now);
            }
        }
        tray.write();
        confirmations.mailed(mailed);
    }

    private static Draft draft(Asking asking) {
        return new Draft(
                asking.contact(),
                asking.channel(),
                "confirm-" + asking.channel().code(),
                MessageClass.TRANSACTIONAL,
                null,
                null,
                null,
                null,
                asking.expiresAt(),
                null);
    }
}
