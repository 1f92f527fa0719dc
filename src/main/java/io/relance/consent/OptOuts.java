package io.relance.consent;

import io.relance.consent.Consent.State;
import io.relance.consent.file.OptOutFile.OptOut;
import io.relance.contact.Contacts;
import io.relance.contact.Directory;
import io.relance.shared.ContactId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Numbers that said STOP to a short code or to an operator, as those tell us later: silent from now on, and the consent
 * of everybody who has them is withdrawn. One that has said START since is left alone.
 */
@Component
class OptOuts {

    private static final int BATCH = 1_000;

    private final OptOutRows rows;
    private final Directory directory;
    private final Contacts contacts;
    private final Consents consents;
    private final KnownActs known;

    OptOuts(OptOutRows rows, Directory directory, Contacts contacts, Consents consents, KnownActs known) {
        this.rows = rows;
        this.directory = directory;
        this.contacts = contacts;
        this.consents = consents;
        this.known = known;
    }

    /**
     * What a list came to.
     *
     * @param suppressed numbers that are silent now and were not before
     * @param withdrawn consents that are withdrawn now and were not before
     */
    record Result(int lines, int suppressed, int withdrawn) {}

    /** Takes a list, all of it or nothing; the same list again changes nothing. */
    @Transactional
    Result take(List<OptOut> optOuts, String actor) {
        int suppressed = 0;
        for (int from = 0; from < optOuts.size(); from += BATCH) {
            suppressed += rows.suppress(optOuts.subList(from, Math.min(optOuts.size(), from + BATCH)));
        }
        return new Result(optOuts.size(), suppressed, withdraw(optOuts, actor));
    }

    private int withdraw(List<OptOut> optOuts, String actor) {
        Map<String, List<ContactId>> owners =
                directory.byPhones(optOuts.stream().map(OptOut::number).toList());
        List<Act> acts = new ArrayList<>();
        for (OptOut each : optOuts) {
            for (ContactId person : owners.getOrDefault(each.number(), List.of())) {
                acts.add(new Act(
                        person,
                        ConsentTopic.SMS,
                        State.WITHDRAWN,
                        "objection",
                        each.at(),
                        each.source(),
                        null,
                        "opt-out of " + each.number(),
                        actor));
            }
        }
        contacts.lock(acts.stream().map(Act::contact).toList());
        int withdrawn = 0;
        Set<ContactId> changed = new HashSet<>();
        for (int from = 0; from < acts.size(); from += BATCH) {
            List<Act> news = known.news(acts.subList(from, Math.min(acts.size(), from + BATCH)));
            changed.addAll(consents.apply(news));
            withdrawn += news.size();
        }
        consents.tell(changed);
        return withdrawn;
    }
}
