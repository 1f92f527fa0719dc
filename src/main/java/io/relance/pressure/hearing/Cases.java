package io.relance.pressure.hearing;

import io.relance.contact.Contact;
import io.relance.pressure.Ask;
import io.relance.pressure.Saying;
import io.relance.pressure.ledger.Ledger;
import io.relance.pressure.ledger.Said;
import io.relance.pressure.ledger.Slots;
import io.relance.pressure.policy.Candidate;
import io.relance.pressure.policy.Person;
import io.relance.pressure.setting.PressureSettings;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Puts together what the policies are asked about: the ask, the person, the settings, and what was said before. */
class Cases {

    private final Ledger ledger;
    private final Supplier<PressureSettings> latest;
    private final Dossiers dossiers;
    private PressureSettings settings;
    private Slots slots;

    /** @param latest the settings; read once, at the first ask */
    Cases(Ledger ledger, Supplier<PressureSettings> latest, Dossiers dossiers) {
        this.ledger = ledger;
        this.latest = latest;
        this.dossiers = dossiers;
    }

    /** The slots of the people who were asked about. */
    Slots slots() {
        begin();
        return slots;
    }

    private void begin() {
        if (settings == null) {
            settings = latest.get();
            slots = ledger.slots(settings.reach());
        }
    }

    /** Knows this one, and whoever is expected besides. */
    void know(ContactId contact) {
        begin();
        dossiers.know(contact);
    }

    /** Whether what was said before matters for it. */
    boolean counts(Ask ask) {
        return ask.messageClass() == MessageClass.MARKETING && settings.looksBack(ask.channel());
    }

    /** Null where nobody has the id. */
    Candidate candidate(Ask ask, long permit, boolean firm) {
        Contact contact = dossiers.contact(ask.contact());
        if (contact == null) {
            return null;
        }
        boolean reads = counts(ask) || permit != 0 && ask.messageClass() == MessageClass.MARKETING;
        List<Said> said = reads ? slots.of(contact.id(), ask.at(), dossiers::everybody) : List.of();
        Said own = said.stream()
                .filter(each -> each.permit() == permit)
                .findFirst()
                .orElse(null);
        Saying saying = own == null ? ask.saying() : own.saying();
        Duration cold = saying.journeyClass().givesWay() ? settings.care().coldAfter() : null;
        Person person = dossiers.person(
                contact, ask.channel(), cold == null ? null : ask.at().minus(cold), said);
        return new Candidate(
                person,
                ask.channel(),
                ask.messageClass(),
                saying,
                own,
                ask.waitAfter(),
                firm && permit == 0,
                settings,
                ask.at(),
                ask.at());
    }
}
