package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.Locale;
import java.util.Map;

/** What people may ask of us by right: each request leaves a record that says what was done, and not for whom. */
public interface Rights {

    /** What was asked for. */
    enum Kind {
        EXPORT,
        ERASURE,
        OBJECTION,
        RETENTION,
        LIFT,
        DATA_REQUEST,
        SHOP_REDACT;

        /** The word in JSON and SQL: {@code data_request}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Erases a person, wherever anything of them is. The request is durable when this returns, and as a rule the person
     * is gone; where that could not be done now it is tried until it is. Asked twice it is one request.
     *
     * @param kind {@code ERASURE} or {@code RETENTION}
     * @param by who asked: a login, {@code shopify}
     * @return the request's number in the record
     */
    long erase(ContactId contact, Kind kind, String by);

    /** Notes that somebody must be given what we hold about the person; open until an export is made. */
    long askForData(ContactId contact, String by);

    /** Records what was done already, in the caller's transaction; {@code contact} null: about nobody in particular. */
    long done(Kind kind, ContactId contact, String by, Map<String, Integer> counts);

    /** Records what people must look at themselves. */
    long toDo(Kind kind, String by);
}
