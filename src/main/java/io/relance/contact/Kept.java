package io.relance.contact;

import java.util.ArrayList;
import java.util.Collection;
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
        Set<Object> former = new LinkedHashSet<>(known instanceof Collection<?> all ? all : List.of());
        former.remove(email);
        former.add(email);
        List<Object> newest = new ArrayList<>(former);
        return Map.of(FORMER_EMAILS, newest.subList(Math.max(0, newest.size() - MOST), newest.size()));
    }
}
