package io.relance.segment.table;

import io.relance.segment.SegmentReaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Segments that somebody asks for and a table does not name: nobody will be in them, and nothing else will happen. */
@Component
public class MissingSegments {

    private static final Set<String> IN_USE = Set.of("new", "counted", "on");
    private final SegmentTables tables;
    /** Asked for late: who reads segments is built upon them. */
    private final ObjectProvider<SegmentReaders> readers;

    MissingSegments(SegmentTables tables, ObjectProvider<SegmentReaders> readers) {
        this.tables = tables;
        this.readers = readers;
    }

    /** For each of these versions that counts or may yet, by its number: each segment it misses, and who asks for it. */
    public Map<Long, Map<String, Set<String>>> of(List<TableVersion> versions) {
        Map<String, Set<String>> asked = new TreeMap<>();
        readers.forEach(reader -> reader.readers()
                .forEach((segment, who) ->
                        asked.computeIfAbsent(segment, any -> new TreeSet<>()).addAll(who)));
        Map<Long, Map<String, Set<String>>> missing = new TreeMap<>();
        for (TableVersion version : versions) {
            if (IN_USE.contains(version.state()) && version.file().namesSegments()) {
                missing.put(version.id(), missing(version, asked));
            }
        }
        return missing;
    }

    private Map<String, Set<String>> missing(TableVersion version, Map<String, Set<String>> asked) {
        Map<String, Set<String>> missing = new TreeMap<>(asked);
        missing.keySet().removeIf(segment -> TableFile.naming(segment) != version.file());
        missing.keySet().removeAll(tables.names(version.file(), version.id()));
        return missing;
    }
}
