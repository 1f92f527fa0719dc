package io.relance.consent;

import io.relance.consent.Consent.State;
import io.relance.consent.file.BadLine;
import io.relance.consent.file.ConsentFile;
import io.relance.consent.file.FileRefused;
import io.relance.consent.file.Saying;
import io.relance.contact.Contacts;
import io.relance.contact.Directory;
import io.relance.contact.Fact.Identified;
import io.relance.contact.Fact.Who;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a file of consents and their proofs into the ledger: all of it or nothing. What the file says is weighed like
 * any other word, by when it was said: it never undoes a newer one. An unknown userId makes a contact; an address or
 * number nobody has is reported and left out, since it says nothing about who the person is.
 */
@Component
class ConsentImport {

    private static final int BATCH = 1_000;

    private final Directory directory;
    private final Contacts contacts;
    private final Timeline timeline;
    private final Consents consents;
    private final KnownActs known;
    private final Clock clock;

    ConsentImport(
            Directory directory,
            Contacts contacts,
            Timeline timeline,
            Consents consents,
            KnownActs known,
            Clock clock) {
        this.directory = directory;
        this.contacts = contacts;
        this.timeline = timeline;
        this.consents = consents;
        this.known = known;
        this.clock = clock;
    }

    /**
     * What a file came to, or would come to.
     *
     * @param lines that say something
     * @param created contacts made for a userId nobody had
     * @param applied acts that count now
     * @param outdated acts that are kept, as a newer word counts
     * @param repeated acts the ledger had already
     * @param unknown lines whose address or number nobody has
     */
    record Result(
            boolean dryRun, int lines, int created, int applied, int outdated, int repeated, List<Integer> unknown) {}

    /** Reads, checks and applies; {@code actor} is who says so where a line does not. Dry: nothing is written. */
    @Transactional(rollbackFor = FileRefused.class)
    Result run(byte[] file, String actor, boolean dryRun) throws FileRefused {
        List<Saying> sayings = ConsentFile.read(file, directory, clock.instant());
        People people = new People(directory, sayings);
        List<Saying> strangers = people.strangers(sayings);
        List<Integer> unknown = new ArrayList<>();
        List<BadLine> bad = new ArrayList<>();
        sayings.forEach(saying -> people.check(saying, unknown, bad));
        if (!bad.isEmpty()) {
            throw new FileRefused(bad);
        }
        if (!dryRun && !strangers.isEmpty()) {
            create(strangers);
            people.reload(directory, sayings);
        }
        List<Act> acts = sayings.stream()
                .flatMap(saying -> people.of(saying).stream().map(person -> act(saying, person, actor)))
                .toList();
        Tally tally = apply(acts, dryRun);
        long ofStrangers = dryRun ? sayings.stream().filter(people::isStranger).count() : 0;
        return new Result(
                dryRun,
                sayings.size(),
                strangers.size(),
                tally.applied + (int) ofStrangers,
                tally.outdated,
                tally.repeated,
                unknown);
    }

    private void create(List<Saying> strangers) {
        Instant now = clock.instant();
        for (int from = 0; from < strangers.size(); from += BATCH) {
            timeline.receive(strangers.subList(from, Math.min(strangers.size(), from + BATCH)).stream()
                    .map(stranger -> new Identified(
                            new Who(stranger.userId(), null), now, traits(stranger), "consent import", false))
                    .map(io.relance.contact.Fact.class::cast)
                    .toList());
        }
    }

    private static Map<String, Object> traits(Saying stranger) {
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put("email", stranger.email());
        traits.put("phone", stranger.phone());
        traits.values().removeIf(Objects::isNull);
        return traits;
    }

    private static Act act(Saying saying, ContactId person, String actor) {
        return new Act(
                person,
                saying.topic(),
                saying.state(),
                basis(saying.state()),
                saying.at(),
                saying.source(),
                saying.wording(),
                saying.proof(),
                saying.actor() == null ? actor : saying.actor());
    }

    private static String basis(State state) {
        return switch (state) {
            case SOFT_OPT_IN -> "earlier_order";
            case GRANTED -> "consent";
            default -> "objection";
        };
    }

    private static final class Tally {
        int applied;
        int outdated;
        int repeated;
    }

    private Tally apply(List<Act> acts, boolean dryRun) {
        // All at once and in id order, as everybody locks people.
        if (!dryRun) {
            contacts.lock(acts.stream().map(Act::contact).toList());
        }
        Tally tally = new Tally();
        Set<ContactId> changed = new HashSet<>();
        for (int from = 0; from < acts.size(); from += BATCH) {
            List<Act> batch = acts.subList(from, Math.min(acts.size(), from + BATCH));
            List<Act> news = known.news(batch);
            tally.repeated += batch.size() - news.size();
            count(news, tally);
            if (!dryRun) {
                changed.addAll(consents.apply(news));
            }
        }
        consents.tell(changed);
        return tally;
    }

    private void count(List<Act> news, Tally tally) {
        var words = consents.ofAll(news.stream().map(Act::contact).toList());
        Map<List<Object>, Consent> present = new HashMap<>();
        for (Act act : news) {
            List<Object> about = List.of(act.contact(), act.topic());
            Consent before = present.getOrDefault(
                    about, words.getOrDefault(act.contact(), Map.of()).getOrDefault(act.topic(), Precedence.UNKNOWN));
            Consent after = Precedence.after(before, act.consent());
            present.put(about, after);
            if (after.equals(act.consent())) {
                tally.applied++;
            } else {
                tally.outdated++;
            }
        }
    }
}
