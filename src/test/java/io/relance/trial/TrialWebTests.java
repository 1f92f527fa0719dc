package io.relance.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Facet;
import io.relance.shared.ContactId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SpringJUnitWebConfig({TrialWeb.class, TrialWebTests.Alone.class})
@ImportAutoConfiguration({
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    SecurityAutoConfiguration.class
})
class TrialWebTests {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    static Path folder;

    @Autowired
    WebApplicationContext context;

    @Autowired
    Trial trial;

    @Autowired
    Contacts contacts;

    private MockMvc web;

    /** The trial's addresses without the product behind them. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Alone {
        @Bean
        Trial trial() {
            var clock = new TrialClock(Clock.fixed(START, ZoneOffset.UTC), new ClockFile(folder.resolve("clock")));
            var moves = new Moves(clock, new Settling(List.of(), 1, work -> false), Runnable::run, () -> true);
            return new Trial(clock, moves, new Mailbox(folder.resolve("mailbox")));
        }

        @Bean
        Contacts contacts() {
            return mock(Contacts.class);
        }

        @Bean
        Facet points() {
            return new Facet() {
                @Override
                public String field() {
                    return "points";
                }

                @Override
                public Optional<Object> of(ContactId contact) {
                    return Optional.of(contact.value());
                }
            };
        }
    }

    @BeforeEach
    void open() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @Test
    void movesTheClockWithoutLoginOrToken() throws Exception {
        Instant now = trial.now();
        move("{\"advance\":\"P10D\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.now").value(now.plus(Duration.ofDays(10)).toString()));
        move("{\"to\":\"2027-12-24T10:00:00+01:00\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.now").value("2027-12-24T09:00:00Z"));
        web.perform(get("/trial/clock")).andExpect(jsonPath("$.now").value("2027-12-24T09:00:00Z"));
        move("{\"advance\":\"P2W\"}").andExpect(jsonPath("$.now").value("2028-01-07T09:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "later",
                "[]",
                "{}",
                "{\"advance\":24}",
                "{\"advance\":\"24h\"}",
                "{\"to\":\"tomorrow\"}",
                "{\"to\":\"2099-01-01\"}",
                "{\"advance\":\"PT1H\",\"to\":\"2099-01-01T00:00:00Z\"}"
            })
    void refusesWhatItDoesNotUnderstandAndSaysWhatItDoes(String body) throws Exception {
        Instant now = trial.now();
        move(body)
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.detail").value(containsString("it accepts {\"advance\":\"PT24H\"}")));
        assertThat(trial.now()).isEqualTo(now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"advance\":\"-PT1H\"}", "{\"to\":\"2020-01-01T00:00:00Z\"}"})
    void refusesToGoBackOnceSomebodyIsKnown(String body) throws Exception {
        move(body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("only while no contact exists")));
    }

    @Test
    void tellsWhatIsKnownOfACustomerAndNothingOfAStranger() throws Exception {
        when(contacts.byUserId("camille"))
                .thenReturn(Optional.of(new Contact(
                        new ContactId(7), "camille", null, null, null, null, null, Optional.empty(), Map.of())));

        web.perform(get("/trial/known/camille"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.points").value(7));
        web.perform(get("/trial/known/stranger"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$").isEmpty());
    }

    @Test
    void listsMessagesOldestFirstAndByRecipient() throws Exception {
        trial.mailbox()
                .add(new Received("email", "camille@example.org", "shop", "s", "t", "h", Map.of("A", "b"), START));
        trial.mailbox().add(new Received("sms", "+33639980001", "shop", null, "Bonjour", null, Map.of(), START));

        web.perform(get("/trial/mailbox.json"))
                .andExpect(jsonPath("$.length()").value(2))
                .andExpect(jsonPath("$[0].headers.A").value("b"))
                .andExpect(jsonPath("$[0].at").value("2026-03-02T09:00:00Z"));
        web.perform(get("/trial/mailbox.json").param("to", " 33639980001"))
                .andExpect(jsonPath("$.length()").value(1))
                .andExpect(jsonPath("$[0].text").value("Bonjour"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trial/shop", "/trial/mailbox", "/trial/mailbox.json", "/trial/clock", "/trial/shop.css"})
    void isOpenOnThisMachineOnly(String address) throws Exception {
        web.perform(get(address)).andExpect(status().isOk());
        web.perform(get(address).header("X-Forwarded-For", "127.0.0.1").with(request -> {
                    request.setRemoteAddr("203.0.113.9");
                    return request;
                }))
                .andExpect(status().isForbidden());
    }

    private ResultActions move(String body) throws Exception {
        return web.perform(post("/trial/clock").content(body));
    }
}
