package io.relance.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Rights;
import io.relance.contact.Rights.Kind;
import io.relance.shared.ContactId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Rights that people claim with the shop's platform, which passes them on. */
@Component
class Redactions {

    private static final Logger log = LoggerFactory.getLogger(Redactions.class);
    private static final String BY = "shopify";

    private final Contacts contacts;
    private final Rights rights;

    Redactions(Contacts contacts, Rights rights) {
        this.contacts = contacts;
        this.rights = rights;
    }

    /** Erases whoever the customer is with us; nobody is nobody. */
    void redact(JsonNode customer) {
        meant(customer).forEach(contact -> rights.erase(contact, Kind.ERASURE, BY));
    }

    /** Somebody must give the shop's customer what we hold: an open entry in the record. */
    void dataAsked(JsonNode customer) {
        meant(customer).forEach(contact -> rights.askForData(contact, BY));
    }

    /** One shop's installation is emptied by people, not by a call from outside. */
    void shopLeft() {
        log.warn("the shop left its platform and wants its data erased; see the record of rights");
        rights.toDo(Kind.SHOP_REDACT, BY);
    }

    /**
     * The contact with the customer's id, and the nameless ones with the customer's address: orders of a guest. Where
     * nobody has that id it may be the one who has that mailbox; of several who share it, nobody can tell which.
     */
    private Set<ContactId> meant(JsonNode customer) {
        Optional<Contact> named = text(customer, "id").flatMap(contacts::byUserId);
        List<Contact> sharing = new ArrayList<>();
        text(customer, "email").map(contacts::byEmail).ifPresent(sharing::addAll);
        text(customer, "phone").map(contacts::byPhone).ifPresent(sharing::addAll);
        Set<ContactId> meant = new LinkedHashSet<>();
        named.or(() -> onlyOneWithTheMailbox(customer)).map(Contact::id).ifPresent(meant::add);
        sharing.stream()
                .filter(contact -> contact.userId() == null)
                .map(Contact::id)
                .forEach(meant::add);
        return meant;
    }

    private Optional<Contact> onlyOneWithTheMailbox(JsonNode customer) {
        List<Contact> all = text(customer, "email").map(contacts::byEmail).orElse(List.of()).stream()
                .filter(contact -> contact.userId() != null)
                .toList();
        if (all.size() > 1) {
            log.warn("{} customers share the mailbox of one whom the shop wants erased or told about", all.size());
            rights.toDo(Kind.ERASURE, BY);
        }
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static Optional<String> text(JsonNode customer, String field) {
        JsonNode value = customer.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText().strip())
                : Optional.empty();
    }
}
