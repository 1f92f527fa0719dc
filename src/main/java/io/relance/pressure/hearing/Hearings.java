package io.relance.pressure.hearing;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.pressure.ledger.Ledger;
import io.relance.pressure.policy.Gate;
import io.relance.pressure.setting.SettingHistory;
import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Opens hearings: the policies, and where the facts they look at are read. */
@Component
class Hearings {

    private final Gate gate;
    private final Ledger ledger;
    private final SettingHistory settings;
    private final Sources sources;
    private final Contacts contacts;

    Hearings(Gate gate, Ledger ledger, SettingHistory settings, Sources sources, Contacts contacts) {
        this.gate = gate;
        this.ledger = ledger;
        this.settings = settings;
        this.sources = sources;
        this.contacts = contacts;
    }

    /** One for a transaction; the settings are read when it is first asked something. */
    TransactionHearing open(Function<Collection<ContactId>, Map<ContactId, Contact>> people) {
        Dossiers dossiers = new Dossiers(sources, people);
        Cases cases = new Cases(ledger, () -> settings.latest().settings(), dossiers);
        return new TransactionHearing(gate, ledger, dossiers, cases, contacts);
    }
}
