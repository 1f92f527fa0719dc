package io.relance.segment.table;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Segments by their numbers. A name keeps its number for ever, whichever versions of the tables come and go. */
@Component
public class SegmentNames {

    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, String> names = new ConcurrentHashMap<>();
    private final SegmentNameRows rows;

    SegmentNames(SegmentNameRows rows) {
        this.rows = rows;
    }

    /** The numbers of these, made where they are new. */
    public Map<String, Integer> ids(Collection<String> wanted) {
        if (!ids.keySet().containsAll(wanted)) {
            rows.add(wanted);
            read();
        }
        return wanted.stream().distinct().collect(Collectors.toMap(name -> name, ids::get));
    }

    /** What a number stands for. */
    public String name(int id) {
        if (!names.containsKey(id)) {
            read();
        }
        return names.get(id);
    }

    /** The number of a segment that exists, or once did. */
    public Optional<Integer> id(String name) {
        if (!ids.containsKey(name)) {
            read();
        }
        return Optional.ofNullable(ids.get(name));
    }

    private void read() {
        rows.all().forEach((name, id) -> {
            ids.put(name, id);
            names.put(id, name);
        });
    }
}
