package io.relance.segment.complement;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.segment.Recommendation;
import io.relance.segment.Recommendations;
import io.relance.shared.ContactId;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What would be proposed to somebody now, and why. */
@RestController
class RecommendationController {

    private final Contacts contacts;
    private final Recommendations recommendations;

    RecommendationController(Contacts contacts, Recommendations recommendations) {
        this.contacts = contacts;
        this.recommendations = recommendations;
    }

    @GetMapping("/api/contacts/{userId}/recommendations")
    List<Recommendation> of(@PathVariable("userId") String userId) {
        ContactId contact = contacts.byUserId(userId)
                .map(Contact::id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "No contact has the userId '" + userId + "'."));
        return recommendations.of(List.of(contact)).getOrDefault(contact, List.of());
    }
}
