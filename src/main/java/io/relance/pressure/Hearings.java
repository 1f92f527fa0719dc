package io.relance.pressure;

import io.relance.consent.Consents;
import io.relance.consent.Suppressions;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
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
    private final PermitRows rows;
    private final SettingHistory settings;
    private final ShopZone shop;
    private final Consents consents;
    private final Suppressions suppressions;
    private final Contacts contacts;

    Hearings(
            Gate gate,
            PermitRows rows,
            SettingHistory settings,
            ShopZone shop,
            Consents consents,
            Suppressions suppressions,
            Contacts contacts) {
        this.gate = gate;
        this.rows = rows;
        this.settings = settings;
        this.shop = shop;
        this.consents = consents;
        this.suppressions = suppressions;
        this.contacts = contacts;
    }

    /** One for a transaction; the settings are read when it is first asked something. */
    Hearing open(Function<Collection<ContactId>, Map<ContactId, Contact>> people) {
        return new Hearing(
                gate,
                rows,
                () -> new Paces(settings.latest().settings(), shop.timezone(), rows),
                new Dossiers(consents, suppressions),
                people,
                contacts);
    }
}
