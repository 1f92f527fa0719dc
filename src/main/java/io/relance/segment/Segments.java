package io.relance.segment;

import io.relance.rules.Nearest;
import io.relance.segment.table.SegmentNames;
import io.relance.segment.table.SegmentTables;
import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who belongs where. */
@Component
public class Segments {

    private final MemberRows members;
    private final SegmentNames names;
    private final SegmentTables tables;

    Segments(MemberRows members, SegmentNames names, SegmentTables tables) {
        this.members = members;
        this.names = names;
        this.tables = tables;
    }

    /** The segments each of these contacts is in, by name; who is in none is missing. */
    public Map<ContactId, Set<String>> of(Collection<ContactId> contacts) {
        Map<ContactId, Set<String>> segments = new HashMap<>();
        members.of(contacts)
                .forEach((contact, ids) -> segments.put(
                        contact, ids.stream().map(names::name).collect(Collectors.toCollection(TreeSet::new))));
        return segments;
    }

    /** The segments one contact is in. */
    public Set<String> of(ContactId contact) {
        return of(List.of(contact)).getOrDefault(contact, Set.of());
    }

    /** The segments that the tables that are on name. */
    public Set<String> names() {
        return tables.current().ids().keySet();
    }

    /**
     * What is wrong with asking for a segment of that name, in a sentence; empty when a table names it, be it on or only
     * deployed to take its place, and where no tables are kept.
     */
    public Optional<String> problem(String segment) {
        Set<String> named = tables.areKept() ? tables.named() : Set.of(segment);
        if (named.contains(segment)) {
            return Optional.empty();
        }
        String nearest = Nearest.to(segment, named)
                .map(name -> " (the nearest is '" + name + "')")
                .orElse("");
        return Optional.of("there is no segment '" + segment + "'" + nearest + "; the tables name: "
                + (named.isEmpty() ? "none" : String.join(", ", named)));
    }

    /** Whether the tables that are on name such a segment. */
    public boolean exists(String segment) {
        return tables.current().ids().containsKey(segment);
    }
}
