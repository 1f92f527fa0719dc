package io.relance.contact;

import static io.relance.contact.Facts.acted;
import static io.relance.contact.Facts.identified;
import static io.relance.contact.Facts.newId;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.relance.RelanceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@RelanceTest
class ContactApiTests {

    @Autowired
    WebApplicationContext context;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Decisions decisions;

    private final String camille = newId("camille");
    private MockMvc http;

    @BeforeEach
    void open() {
        http = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @Test
    void tellsAllWeKnowOfAContact() throws Exception {
        timeline.receive(List.of(
                identified(
                        Facts.user(camille), Map.of("email", "camille@example.org", "consents", Map.of("email", true))),
                acted(Facts.user(camille), "Product Viewed", Map.of("product_id", "P1"), Facts.NOON.plusSeconds(1))));

        asAnalyst("/api/contacts/" + camille)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.userId", is(camille)))
                .andExpect(jsonPath("$.traits", is(Map.of("email", "camille@example.org"))))
                .andExpect(jsonPath("$.consents.email.state", is("granted")))
                .andExpect(jsonPath("$.consents.email.source", is("api")))
                .andExpect(jsonPath("$.consents.email.at", is("2026-03-01T12:00:00Z")))
                .andExpect(jsonPath("$.timeline", hasSize(2)))
                .andExpect(jsonPath("$.timeline[0].at", is("2026-03-01T12:00:01Z")))
                .andExpect(jsonPath("$.timeline[0].name", is("Product Viewed")))
                .andExpect(jsonPath("$.timeline[0].properties.product_id", is("P1")));
    }

    @Test
    void tellsNoMoreThan200Activities() throws Exception {
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < 201; i++) {
            facts.add(acted(Facts.user(camille), "Page Viewed"));
        }
        timeline.receive(facts);

        asAnalyst("/api/contacts/" + camille).andExpect(jsonPath("$.timeline", hasSize(200)));
    }

    @Test
    void tellsDecisionsNewestFirstOfOneJourneyOrAll() throws Exception {
        timeline.receive(List.of(acted(Facts.user(camille), "Product Added")));
        var id = contacts.byUserId(camille).orElseThrow().id();
        decisions.record(List.of(
                new Decision(id, Facts.NOON, "cart", null, Decision.Outcome.ENTERED, null, null, null),
                new Decision(
                        id,
                        Facts.NOON,
                        "cart",
                        "remind",
                        Decision.Outcome.SKIPPED,
                        "consent_unknown",
                        "The person never agreed.",
                        "La personne n’a jamais accepté."),
                new Decision(
                        id,
                        Facts.NOON.plusSeconds(1),
                        "welcome",
                        null,
                        Decision.Outcome.NOT_ENTERED,
                        "once",
                        null,
                        null)));

        asAnalyst("/api/contacts/" + camille + "/decisions")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].outcome", is(List.of("not_entered", "skipped", "entered"))));
        asAnalyst("/api/contacts/" + camille + "/decisions?journey=cart")
                .andExpect(jsonPath("$", hasSize(2)))
                .andExpect(jsonPath("$[0].at", is("2026-03-01T12:00:00Z")))
                .andExpect(jsonPath("$[0].journey", is("cart")))
                .andExpect(jsonPath("$[0].step", is("remind")))
                .andExpect(jsonPath("$[0].reason", is("consent_unknown")))
                .andExpect(jsonPath("$[0].detail", is("The person never agreed.")));
    }

    @Test
    void tellsOfAnUnknownContactAsAProblem() throws Exception {
        for (String path : List.of("/api/contacts/nobody", "/api/contacts/nobody/decisions")) {
            asAnalyst(path)
                    .andExpect(status().isNotFound())
                    .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(jsonPath("$.detail", is("No contact has the userId 'nobody'.")));
        }
    }

    @Test
    void tellsStrangersAndAdvisorsNothing() throws Exception {
        http.perform(get("/api/contacts/nobody")).andExpect(status().isUnauthorized());
        http.perform(get("/api/contacts/nobody").with(user("advisor").roles("ADVISOR")))
                .andExpect(status().isForbidden());
    }

    private ResultActions asAnalyst(String path) throws Exception {
        return http.perform(get(path).with(user("analyst").roles("ANALYST")));
    }
}
