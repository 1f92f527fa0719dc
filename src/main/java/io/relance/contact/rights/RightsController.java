package io.relance.contact.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Rights;
import io.relance.contact.Rights.Kind;
import io.relance.shared.ContactId;
import java.net.URI;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The rights of the person, for whoever answers to them: what we hold, and its end. */
@RestController
class RightsController {

    private static final int MOST = 1000;

    private final Contacts contacts;
    private final Subjects subjects;
    private final Exports exports;
    private final Rights rights;
    private final RightsRecord record;
    private final ObjectMapper json;

    RightsController(
            Contacts contacts,
            Subjects subjects,
            Exports exports,
            Rights rights,
            RightsRecord record,
            ObjectMapper json) {
        this.contacts = contacts;
        this.subjects = subjects;
        this.exports = exports;
        this.rights = rights;
        this.record = record;
        this.json = json;
    }

    @GetMapping("/api/contacts/{userId}/export")
    ResponseEntity<String> export(@PathVariable String userId, Principal who) {
        return export(byUserId(userId), who);
    }

    @DeleteMapping("/api/contacts/{userId}")
    ResponseEntity<Map<String, Object>> erase(@PathVariable String userId, Principal who) {
        return erase(byUserId(userId), who);
    }

    /** The same for a userId that does not go into a path, and for a visitor who never had one. */
    @GetMapping("/api/rights/person")
    ResponseEntity<String> exportOf(
            @RequestParam(required = false) String userId,
            @RequestParam(required = false) String anonymousId,
            Principal who) {
        return export(person(userId, anonymousId), who);
    }

    @DeleteMapping("/api/rights/person")
    ResponseEntity<Map<String, Object>> eraseThe(
            @RequestParam(required = false) String userId,
            @RequestParam(required = false) String anonymousId,
            Principal who) {
        return erase(person(userId, anonymousId), who);
    }

    /** The record, newest first; {@code userId} finds what was done for a person who is gone. */
    @GetMapping("/api/rights")
    List<RightsRecord.Entry> record(
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String userId,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "100") int limit) {
        if (kind != null
                && Arrays.stream(Kind.values()).noneMatch(each -> each.code().equals(kind))) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "kind '" + kind + "' is unknown; accepted: "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Kind.values()).map(Kind::code).toList()));
        }
        String person = userId == null ? null : subjects.hashOfUser(userId);
        return record.newest(kind, person, open, Math.max(1, Math.min(MOST, limit)));
    }

    private ContactId byUserId(String userId) {
        return contacts.byUserId(userId)
                .map(Contact::id)
                .orElseThrow(() -> nobody("No contact has the userId '" + userId + "'."));
    }

    private ContactId person(String userId, String anonymousId) {
        if ((userId == null) == (anonymousId == null)) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "it must be said who; accepted: either userId or anonymousId");
        }
        return userId != null
                ? byUserId(userId)
                : subjects.visitor(anonymousId)
                        .orElseThrow(() -> nobody("No contact has the anonymousId '" + anonymousId + "'."));
    }

    private static ResponseStatusException nobody(String detail) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, detail);
    }

    private ResponseEntity<Map<String, Object>> erase(ContactId contact, Principal who) {
        long audit = rights.erase(contact, Kind.ERASURE, who.getName());
        return ResponseEntity.accepted()
                .location(URI.create("/api/rights"))
                .body(Map.of("request", audit, "kind", Kind.ERASURE.code()));
    }

    private ResponseEntity<String> export(ContactId contact, Principal who) {
        try {
            String told = json.writerWithDefaultPrettyPrinter().writeValueAsString(exports.of(contact, who.getName()));
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.noStore())
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"export.json\"")
                    .body(told);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
