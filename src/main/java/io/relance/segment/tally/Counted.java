package io.relance.segment.tally;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The names that are counted, by their numbers. Names are made up outside: beyond some thousands new ones are not
 * counted any more, though they stay on the timeline.
 */
@Component
public class Counted {

    /** Something to count. */
    public record Thing(Kind kind, String name) {}

    private static final int MOST = 20_000;

    private final Map<Thing, Integer> known = new ConcurrentHashMap<>();
    private final Set<Integer> worth = ConcurrentHashMap.newKeySet();
    private final CountedRows rows;
    private final Worth points;

    Counted(CountedRows rows, Worth points) {
        this.rows = rows;
        this.points = points;
    }

    /** The numbers of these, made where they are new; one that cannot be taken in any more is missing. */
    public Map<Thing, Integer> ids(Collection<Thing> things) {
        List<Thing> unknown = things.stream()
                .filter(thing -> !known.containsKey(thing))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            learn(unknown);
        }
        Map<Thing, Integer> ids = new HashMap<>();
        for (Thing thing : things) {
            Integer id = known.get(thing);
            if (id != null) {
                ids.put(thing, id);
            }
        }
        return ids;
    }

    /** The number of one. */
    public int id(Kind kind, String name) {
        Thing thing = new Thing(kind, name);
        Integer id = ids(List.of(thing)).get(thing);
        if (id == null) {
            throw new IllegalStateException("more than " + MOST + " names are counted; '" + name + "' cannot be");
        }
        return id;
    }

    /** Whether one more of it changes a score. */
    public boolean isWorthSomething(int id) {
        return worth.contains(id);
    }

    /** What everything is worth has changed: it is written anew, and read again when it is needed. */
    public void revalue() {
        rows.revalue(points::of);
        forget();
    }

    /** Everything is read again when it is needed. */
    public void forget() {
        known.clear();
        worth.clear();
    }

    private void learn(List<Thing> unknown) {
        read(unknown);
        List<Thing> missing =
                unknown.stream().filter(thing -> !known.containsKey(thing)).toList();
        if (!missing.isEmpty() && known.size() < MOST) {
            rows.add(missing, this::points);
            read(missing);
        }
    }

    private BigDecimal points(Thing thing) {
        return thing.kind() == Kind.ACTIVITY ? points.of(thing.name()) : BigDecimal.ZERO;
    }

    private void read(List<Thing> things) {
        for (CountedRows.Entry entry : rows.read(things)) {
            if (entry.points().signum() != 0) {
                worth.add(entry.id());
            }
            known.put(entry.thing(), entry.id());
        }
    }
}
