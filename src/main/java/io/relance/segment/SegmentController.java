package io.relance.segment;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.segment.run.Runs;
import io.relance.segment.table.SegmentTables;
import io.relance.shared.ContactId;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Segments over HTTP: who is in them, and activities for all of their members. */
@RestController
@RequestMapping("/api/segments")
class SegmentController {

    private static final int MOST = 1_000;
    private static final int LONGEST_NAME = 200;

    private static final int LARGEST = 4_000;

    private final SegmentTables tables;
    private final MemberRows members;
    private final PlannedRows planned;
    private final Contacts contacts;
    private final Runs runs;
    private final Clock clock;

    SegmentController(
            SegmentTables tables, MemberRows members, PlannedRows planned, Contacts contacts, Runs runs, Clock clock) {
        this.tables = tables;
        this.members = members;
        this.planned = planned;
        this.contacts = contacts;
        this.runs = runs;
        this.clock = clock;
    }

    record Counted(String name, long count) {}

    /** @param userId null for somebody the shop has no id of yet */
    record Member(String userId, String email, String firstName, String lastName) {}

    record Members(String segment, List<Member> members, String next) {}

    record Plan(String name, String at, Map<String, Object> properties) {}

    @GetMapping
    List<Counted> all() {
        Map<Integer, Long> counts = members.counts();
        return tables.current().ids().entrySet().stream()
                .map(each -> new Counted(each.getKey(), counts.getOrDefault(each.getValue(), 0L)))
                .sorted(java.util.Comparator.comparing(Counted::name))
                .toList();
    }

    @GetMapping("/{name}/members")
    Members members(
            @PathVariable("name") String name,
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestParam(name = "size", defaultValue = "100") int size) {
        int segment = known(name);
        if (size < 1 || size > MOST) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "size is " + size + "; it accepts 1 to " + MOST + ".");
        }
        List<ContactId> ids = members.members(segment, after, size);
        Map<ContactId, Contact> people = contacts.findAll(ids);
        List<Member> page = ids.stream()
                .filter(people::containsKey)
                .map(people::get)
                .map(each -> new Member(each.userId(), each.email(), each.firstName(), each.lastName()))
                .toList();
        String next = ids.size() < size
                ? null
                : "/api/segments/" + name + "/members?size=" + size + "&after="
                        + ids.get(ids.size() - 1).value();
        return new Members(name, page, next);
    }

    @PostMapping("/{name}/activities")
    ResponseEntity<Map<String, Object>> plan(
            @PathVariable("name") String name, @RequestBody Plan plan, Principal login) {
        int segment = known(name);
        if (plan.name() == null || plan.name().isBlank() || plan.name().length() > LONGEST_NAME) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "name is missing or too long; it accepts an activity's name of up to " + LONGEST_NAME
                            + " characters, Newsletter Planned say.");
        }
        Instant now = clock.instant();
        Instant asked = plan.at() == null ? now : moment(plan.at());
        Instant at = asked.isBefore(now) ? now : asked;
        long id = planned.add(segment, plan.name().strip(), modest(plan.properties()), at, login.getName(), now);
        URI progress = URI.create("/api/segments/plans/" + id);
        return ResponseEntity.accepted()
                .location(progress)
                .body(Map.of("progress", progress.toString(), "at", at, "members", members.count(segment)));
    }

    /** Each member keeps a copy on their timeline. */
    private static Map<String, Object> modest(Map<String, Object> properties) {
        if (properties == null) {
            return Map.of();
        }
        if (properties.toString().length() > LARGEST) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "properties are too large; each member keeps a copy, of up to " + LARGEST + " characters.");
        }
        return properties;
    }

    @GetMapping("/plans/{id}")
    PlannedRows.Told planned(@PathVariable("id") long id) {
        return planned.find(id)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No plan has the number " + id + "."));
    }

    /** @param value whether what is to be expected of everybody is reckoned anew, too, as it is every night */
    record Recompute(boolean value) {}

    @PostMapping("/recompute")
    ResponseEntity<Map<String, Object>> recompute(@RequestBody(required = false) Recompute what, Principal login) {
        return asked(runs.recompute(what != null && what.value(), login.getName()));
    }

    @PostMapping("/recount")
    ResponseEntity<Map<String, Object>> recount(Principal login) {
        return asked(runs.recount(login.getName()));
    }

    private static ResponseEntity<Map<String, Object>> asked(long run) {
        URI progress = URI.create("/api/segments/runs/" + run);
        return ResponseEntity.accepted().location(progress).body(Map.of("progress", progress.toString()));
    }

    private int known(String name) {
        return Optional.ofNullable(tables.current().ids().get(name))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "No segment is called '" + name + "'; GET /api/segments lists them."));
    }

    private static Instant moment(String at) {
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "at is '" + at + "'; it accepts a moment such as 2026-12-24T09:00:00Z.");
        }
    }
}
