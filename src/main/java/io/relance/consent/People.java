package io.relance.consent;

import io.relance.consent.Consent.State;
import io.relance.consent.file.BadLine;
import io.relance.consent.file.Saying;
import io.relance.contact.Directory;
import io.relance.shared.ContactId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Who a file's lines are about: by userId, else by address, else by number; each looked up once for the whole file. */
class People {

    private Map<String, ContactId> users;
    private Map<String, List<ContactId>> emails;
    private Map<String, List<ContactId>> phones;

    People(Directory directory, List<Saying> sayings) {
        reload(directory, sayings);
    }

    /** Looks everybody up again. */
    final void reload(Directory directory, List<Saying> sayings) {
        users = directory.byUserIds(
                sayings.stream().map(Saying::userId).filter(Objects::nonNull).toList());
        List<Saying> nameless =
                sayings.stream().filter(saying -> saying.userId() == null).toList();
        emails = directory.byEmails(
                nameless.stream().map(Saying::email).filter(Objects::nonNull).toList());
        phones = directory.byPhones(
                nameless.stream().map(Saying::phone).filter(Objects::nonNull).toList());
    }

    /** The first line of each userId nobody has. */
    List<Saying> strangers(List<Saying> sayings) {
        Map<String, Saying> first = new LinkedHashMap<>();
        sayings.stream().filter(this::isStranger).forEach(saying -> first.putIfAbsent(saying.userId(), saying));
        return List.copyOf(first.values());
    }

    boolean isStranger(Saying saying) {
        return saying.userId() != null && !users.containsKey(saying.userId());
    }

    /** Notes a line about nobody, and one that allows something in the name of several. */
    void check(Saying saying, List<Integer> unknown, List<BadLine> bad) {
        int people = of(saying).size();
        if (people == 0 && !isStranger(saying)) {
            unknown.add(saying.line());
        }
        boolean no = saying.state() == State.DENIED || saying.state() == State.WITHDRAWN;
        if (people > 1 && !no) {
            bad.add(new BadLine(
                    saying.line(), "userId", "a userId, as " + people + " people have this address or number"));
        }
    }

    /** Who it is about; several only where an address or number is shared. */
    List<ContactId> of(Saying saying) {
        if (saying.userId() != null) {
            return users.containsKey(saying.userId()) ? List.of(users.get(saying.userId())) : List.of();
        }
        return saying.email() != null
                ? emails.getOrDefault(saying.email(), List.of())
                : phones.getOrDefault(saying.phone(), List.of());
    }
}
