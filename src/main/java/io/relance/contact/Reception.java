package io.relance.contact;

import io.relance.contact.Fact.Acted;
import io.relance.contact.Fact.Aliased;
import io.relance.contact.Fact.Identified;
import io.relance.contact.Fact.Who;
import io.relance.shared.ContactId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One batch of facts, applied in its order. What people did is gathered and recorded at the end, in one go; only a
 * merge of people of whom something is gathered records it first, so that nobody hears of the merge too early.
 */
class Reception {

    private final Roster roster;
    private final Recorder recorder;
    private final StandingRefusals refusing;
    private final List<NewActivity> gathered = new ArrayList<>();
    private final Map<ContactId, Set<String>> changed = new HashMap<>();
    private final Set<ContactId> live = new HashSet<>();
    private Map<ContactId, Set<String>> refusals;

    Reception(Roster roster, Recorder recorder, StandingRefusals refusing) {
        this.roster = roster;
        this.recorder = recorder;
        this.refusing = refusing;
    }

    void receive(List<Fact> facts) {
        facts.forEach(this::receive);
        record();
        recorder.changed(changed, live);
    }

    private void receive(Fact fact) {
        if (fact instanceof Acted acted) {
            gather(whoActed(acted.who()), acted);
        } else if (fact instanceof Identified identified) {
            tell(identified);
        } else if (fact instanceof Aliased aliased) {
            live.add(join(aliased.who().userId(), aliased.previousId()).id());
        }
    }

    private void gather(Person person, Acted acted) {
        noteLive(person, acted.live());
        gathered.add(new NewActivity(
                person.id(), acted.at(), acted.name(), acted.properties(), acted.source(), acted.live()));
    }

    private void tell(Identified identified) {
        Who who = identified.who();
        boolean both = who.userId() != null && who.anonymousId() != null;
        Person person = both ? join(who.userId(), who.anonymousId()) : whoActed(who);
        noteLive(person, identified.live());
        var traits = new HashMap<>(identified.traits());
        Kept.hide(traits);
        Object consents = traits.remove(ToldConsents.TRAIT);
        String before = Addresses.email(person.traits().get("email"));
        person.tell(traits);
        if (before != null && !before.equals(Addresses.email(person.traits().get("email")))) {
            person.tell(Kept.former(person.traits().get(Kept.FORMER_EMAILS), before));
        }
        recorder.noteTraits(traits.keySet(), identified.at());
        if (consents != null) {
            tellConsents(person, consents, identified);
        }
    }

    private void noteLive(Person person, boolean isNews) {
        if (isNews) {
            live.add(person.id());
        }
    }

    private void tellConsents(Person one, Object consents, Identified identified) {
        Person person = one;
        if (saidOfConsents(one)) {
            // What they said earlier in this batch must be known to those who know what is refused.
            record();
            roster.reload();
            person = roster.current(one);
        }
        ContactId id = person.id();
        Object before = person.traits().get(ToldConsents.TOLD);
        ToldConsents told = ToldConsents.of(consents, before, () -> refused(id));
        person.tell(Map.of(ToldConsents.TOLD, told.told()));
        for (Acted acted : told.activities(identified)) {
            gather(person, acted);
        }
    }

    private boolean saidOfConsents(Person person) {
        return gathered.stream()
                .anyMatch(each -> each.contact().equals(person.id())
                        && each.name().toLowerCase(Locale.ROOT).startsWith("consent "));
    }

    /** Read for everybody of the batch at once, and anew after something of it was recorded. */
    private Set<String> refused(ContactId person) {
        if (refusals == null) {
            refusals = refusing.of(roster.everybody());
        }
        return refusals.getOrDefault(person, Set.of());
    }

    /** With both ids it was the user; the visitor's id is remembered only where nobody has it yet. */
    private Person whoActed(Who who) {
        if (who.userId() == null) {
            return findOrAdd(Key.visitor(who.anonymousId()));
        }
        Person user = findOrAdd(Key.user(who.userId()));
        if (who.anonymousId() != null && roster.find(Key.visitor(who.anonymousId())) == null) {
            roster.point(Key.visitor(who.anonymousId()), user);
        }
        return user;
    }

    private Person findOrAdd(Key key) {
        Person person = roster.find(key);
        return person == null ? roster.add(key) : person;
    }

    /**
     * The visitor is the user. A visitor without a name becomes the user, or merges into the user we know; a browser
     * that was another user's belongs to this one from now on, and the two stay two.
     */
    private Person join(String userId, String anonymousId) {
        Key browser = Key.visitor(anonymousId);
        Person visitor = roster.find(browser);
        boolean nameless = visitor != null && visitor.isVisitor();
        if (nameless && roster.find(Key.user(userId)) == null) {
            visitor.turnsOutToBe(Key.user(userId).value());
            roster.point(Key.user(userId), visitor);
            return visitor;
        }
        Person user = findOrAdd(Key.user(userId));
        if (nameless) {
            return merge(visitor, user);
        }
        if (visitor != user) {
            roster.point(browser, user);
        }
        return user;
    }

    private Person merge(Person visitor, Person user) {
        if (isGathered(visitor) || isGathered(user)) {
            record();
            roster.reload();
        }
        Person from = roster.current(visitor);
        Person into = roster.current(user);
        into.fillGapsFrom(from);
        into.tell(Kept.united(into.traits(), from.traits()));
        write();
        roster.merged(from, into);
        recorder.merge(from.id(), into.id());
        changed.remove(from.id());
        if (live.remove(from.id())) {
            live.add(into.id());
        }
        refusals = null;
        roster.reload();
        return roster.current(into);
    }

    private boolean isGathered(Person person) {
        return gathered.stream().anyMatch(each -> each.contact().equals(person.id()));
    }

    private void record() {
        write();
        recorder.record(List.copyOf(gathered));
        gathered.clear();
        refusals = null;
    }

    private void write() {
        roster.write().forEach((person, traits) -> changed.computeIfAbsent(person, each -> new TreeSet<>())
                .addAll(traits));
    }
}
