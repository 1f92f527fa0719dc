package io.relance.contact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What we keep beside a person's traits, in the same place: nobody can tell it, and nobody is shown it as a trait. */
final class Kept {

    /** The addresses the person had before: who is erased is silent on them, too. */
    static final String FORMER_EMAILS = "formerEmails";

    private static final Set<String> NAMES = Set.of(ToldConsents.TOLD, FORMER_EMAILS);

    /** Somebody who changes it more often plays with us. */
    private static final int MOST = 20;

    private Kept() {}

    /** Takes it out of traits. */
    static void hide(Map<String, Object> traits) {
        traits.keySet().removeAll(NAMES);
    }

    /** What is to be kept of the addresses once this one is no longer the person's. */
    static Map<String, Object> former(Object known, String email) {
        Set<Object> former = new LinkedHashSet<>(list(known));
        former.remove(email);
        former.add(email);
        return Map.of(FORMER_EMAILS, newest(former));
    }

    /**
     * What is to be kept of two who turn out to be one: every address either of them had. That one of them was told a yes
     * makes the next no news; that one was told a no is left out, as the other may have said no elsewhere since.
     */
    static Map<String, Object> united(Map<String, Object> into, Map<String, Object> from) {
        Map<String, Object> united = new LinkedHashMap<>();
        Set<Object> former = new LinkedHashSet<>(list(from.get(FORMER_EMAILS)));
        former.addAll(list(into.get(FORMER_EMAILS)));
        String theirs = Addresses.email(from.get("email"));
        if (theirs != null && !theirs.equals(Addresses.email(into.get("email")))) {
            former.add(theirs);
        }
        if (!former.isEmpty()) {
            united.put(FORMER_EMAILS, newest(former));
        }
        Map<Object, Object> told = new LinkedHashMap<>();
        if (from.get(ToldConsents.TOLD) instanceof Map<?, ?> answers) {
            answers.forEach((channel, yes) -> {
                if (Boolean.TRUE.equals(yes)) {
                    told.put(channel, yes);
                }
            });
        }
        if (into.get(ToldConsents.TOLD) instanceof Map<?, ?> answers) {
            told.putAll(answers);
        }
        if (!told.isEmpty()) {
            united.put(ToldConsents.TOLD, told);
        }
        return united;
    }

    private static Collection<?> list(Object known) {
        return known instanceof Collection<?> all ? all : List.of();
    }

    private static List<Object> newest(Set<Object> former) {
        List<Object> all = new ArrayList<>(former);
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }
}
