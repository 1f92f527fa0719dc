package io.relance.segment;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.rules.PopulationTable;
import io.relance.segment.living.Judge;
import io.relance.segment.table.Ruling;
import io.relance.segment.table.SegmentTables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Why somebody is where they are: the rules that hit, and the facts they saw. */
@RestController
class WhyController {

    private final Contacts contacts;
    private final Judge judge;
    private final SegmentTables tables;
    private final Clock clock;

    WhyController(Contacts contacts, Judge judge, SegmentTables tables, Clock clock) {
        this.contacts = contacts;
        this.judge = judge;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * One rule that hit.
     *
     * @param rule its id in the table
     * @param because what the table's author says of it
     */
    record Why(String segment, String rule, String because, Map<String, Object> facts) {}

    @GetMapping("/api/contacts/{userId}/segments")
    List<Why> why(@PathVariable("userId") String userId) {
        Contact contact = contacts.byUserId(userId)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "No contact has the userId '" + userId + "'."));
        Map<String, Object> facts = judge.facts(contact.id(), clock.instant());
        return facts == null ? List.of() : why(tables.current(), facts);
    }

    private static List<Why> why(Ruling ruling, Map<String, Object> facts) {
        Map<Integer, String> names = new LinkedHashMap<>();
        new TreeMap<>(ruling.ids()).forEach((name, id) -> names.put(id, name));
        List<Integer> in = ruling.segments(facts);
        List<Why> reasons = new ArrayList<>();
        names.forEach((id, name) -> {
            if (in.contains(id)) {
                ruling.reasons(id, facts).forEach(rule -> reasons.add(why(name, rule, facts)));
            }
        });
        return reasons;
    }

    private static Why why(String segment, PopulationTable.Rule rule, Map<String, Object> facts) {
        Map<String, Object> seen = new TreeMap<>();
        rule.facts().forEach(path -> seen.put(path, facts.get(path)));
        return new Why(segment, rule.id(), rule.description(), seen);
    }
}
