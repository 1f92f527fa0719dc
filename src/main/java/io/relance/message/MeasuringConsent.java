package io.relance.message;

import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.Map;

/** Port: which readers allow to be measured; answered by the room that knows what people allowed. */
public interface MeasuringConsent {

    /**
     * What a reader allows.
     *
     * @param opens a picture of their own, whose fetching shows that they opened the mail
     * @param clicks links of their own
     */
    record Allowed(boolean opens, boolean clicks) {

        /** Of somebody who was never asked, or said no. */
        public static final Allowed NOTHING = new Allowed(false, false);
    }

    /** What these readers allow, in one read; who is missing allows nothing. */
    Map<ContactId, Allowed> of(Collection<ContactId> readers);
}
