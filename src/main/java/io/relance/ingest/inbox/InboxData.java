package io.relance.ingest.inbox;

import io.relance.contact.PersonalData;
import io.relance.contact.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Events that wait for the timeline, and those that were set aside. The former go before the person is locked: their
 * workers hold an event while they wait for its person.
 */
@Component
@Order(0)
class InboxData implements PersonalData {

    private static final String THEIR_IDS = "t.user_id = any(:users) or t.anonymous_id = any(:visitors)";
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}]");

    /** What was set aside could not be read; so it is looked for the person's ids and addresses in what it says. */
    @Override
    public Subject trace(Subject subject) {
        List<String> marks = new ArrayList<>();
        subject.texts(Subject.EMAILS).forEach(email -> marks.add(quoted(email)));
        subject.texts(Subject.PHONES).forEach(phone -> marks.add(quoted(phone) + "(?!\\d)"));
        subject.texts(Subject.USERS).forEach(id -> marks.add("\"(userId|previousId)\"\\s*:\\s*" + value(id)));
        subject.texts(Subject.VISITORS).forEach(id -> marks.add("\"(anonymousId|previousId)\"\\s*:\\s*" + value(id)));
        return subject.with("marks", marks);
    }

    private static String value(String id) {
        return "\"?" + quoted(id) + "(\"|\\s*[,}]|$)";
    }

    private static String quoted(String text) {
        return SPECIAL.matcher(text).replaceAll(special -> "\\\\\\" + special.group());
    }

    @Override
    public boolean goesFirst() {
        return true;
    }

    @Override
    public List<Held> tables() {
        return List.of(
                new Held("ingest.inbox", THEIR_IDS, "id"),
                new Held("ingest.rejected", THEIR_IDS + " or t.body ~* any(:marks)", "id"));
    }
}
