package io.relance.segment.tally;

import io.relance.segment.tally.CountedRows.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The names that are counted, by their numbers. Names are made up outside: beyond some thousands new ones are not
 * counted any more, though they stay on the timeline. What a table asks for is counted in any case.
 */
@Component
public class Counted {

    private static final Logger log = LoggerFactory.getLogger(Counted.class);

    /** Something to count. */
    public record Thing(Kind kind, String name) {}

    private static final int MOST = 20_000;

    /**
     * What has been read so far; never changed. A lane answers from the one it took, whatever others forget meanwhile.
     *
     * @param since of those that were read since the same forgetting the same object: what was read before one is not
     *     added to what is known after it
     * @param full whether there was no room for a name any more
     */
    private record Known(Object since, Map<Thing, Integer> ids, Map<Integer, Boolean> worth, boolean full) {

        static Known nothing() {
            return new Known(new Object(), Map.of(), Map.of(), false);
        }

        Known and(List<Entry> read, boolean noRoom) {
            Map<Thing, Integer> moreIds = new HashMap<>(ids);
            Map<Integer, Boolean> moreWorth = new HashMap<>(worth);
            read.forEach(entry -> {
                moreIds.put(entry.thing(), entry.id());
                moreWorth.put(entry.id(), entry.points().signum() != 0);
            });
            return new Known(since, moreIds, moreWorth, full || noRoom);
        }

        Map<Thing, Integer> of(Collection<Thing> things) {
            Map<Thing, Integer> of = new HashMap<>();
            things.stream().filter(ids::containsKey).forEach(thing -> of.put(thing, ids.get(thing)));
            return of;
        }
    }

    private final AtomicReference<Known> known = new AtomicReference<>(Known.nothing());
    private final CountedRows rows;
    private final Worth points;
    private final int most;

    @Autowired
    Counted(CountedRows rows, Worth points) {
        this(rows, points, MOST);
    }

    Counted(CountedRows rows, Worth points, int most) {
        this.rows = rows;
        this.points = points;
        this.most = most;
    }

    /** The numbers of these, made where they are new; one that cannot be taken in any more is missing. */
    public Map<Thing, Integer> ids(Collection<Thing> things) {
        Known now = known.get();
        List<Thing> unknown = missing(things, now.ids().keySet());
        return (unknown.isEmpty() ? now : learn(now, unknown, most)).of(things);
    }

    /** The number of one that a table asks for, or that we count by ourselves: there is always room for it. */
    public int id(Kind kind, String name) {
        Thing thing = new Thing(kind, name);
        Known now = known.get();
        Integer id = now.ids().get(thing);
        return id != null
                ? id
                : learn(now, List.of(thing), Integer.MAX_VALUE).ids().get(thing);
    }

    /** Whether one more of it changes a score. */
    public boolean isWorthSomething(int id) {
        Known now = known.get();
        Boolean worth = now.worth().get(id);
        return worth != null ? worth : add(now, rows.read(id), false).worth().getOrDefault(id, false);
    }

    /** What everything is worth has changed: it is written anew, and read again when it is needed. */
    public void revalue() {
        rows.revalue(points::of);
        forget();
    }

    /** Everything is read again when it is needed. */
    public void forget() {
        known.set(Known.nothing());
    }

    private Known learn(Known now, List<Thing> unknown, int room) {
        List<Entry> read = new ArrayList<>(rows.read(unknown));
        List<Thing> fresh = missing(unknown, things(read));
        boolean noRoom = false;
        if (!fresh.isEmpty() && (!now.full() || room > most)) {
            rows.add(fresh, this::points, room);
            read.addAll(rows.read(fresh));
            List<Thing> left = missing(fresh, things(read));
            noRoom = !left.isEmpty();
            if (noRoom) {
                log.warn(
                        "{} names are counted; '{}' and others that are new are not",
                        room,
                        left.get(0).name());
            }
        }
        return add(now, read, noRoom);
    }

    /** What was known, and what was read; that stays known unless all was forgotten meanwhile. */
    private Known add(Known before, List<Entry> read, boolean noRoom) {
        if (read.isEmpty() && noRoom == before.full()) {
            return before;
        }
        known.updateAndGet(now -> now.since() == before.since() ? now.and(read, noRoom) : now);
        return before.and(read, noRoom);
    }

    private static Set<Thing> things(List<Entry> entries) {
        return entries.stream().map(Entry::thing).collect(Collectors.toSet());
    }

    private static List<Thing> missing(Collection<Thing> things, Set<Thing> in) {
        return things.stream().filter(thing -> !in.contains(thing)).distinct().toList();
    }

    private BigDecimal points(Thing thing) {
        return thing.kind() == Kind.ACTIVITY ? points.of(thing.name()) : BigDecimal.ZERO;
    }
}
