package io.relance.message.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.relance.message.Sources;
import io.relance.message.sending.MessageTest;
import io.relance.shared.Channel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

class TemplatesTests extends MessageTest {

    @Autowired
    WebApplicationContext context;

    @Test
    void aTemplateServesTheChannelsItHasFilesFor() {
        assertThat(templates.exists("cart", Channel.EMAIL)).isTrue();
        assertThat(templates.exists("cart", Channel.SMS)).isTrue();
        assertThat(templates.exists("cart", Channel.PUSH)).isFalse();
        assertThat(templates.exists("nothing", Channel.EMAIL)).isFalse();
        assertThat(templates.exists("_layout", Channel.EMAIL)).isFalse();
    }

    @Test
    void unchangedSourcesPublishNothingAndOldVersionsStay() {
        Map<String, String> first = Map.of("fr.sms.liquid", "Bonjour");
        assertThat(templates.publish("greeting", first)).isEmpty();
        assertThat(templates.publish("greeting", first)).isEmpty();
        assertThat(templates.version("greeting")).isEqualTo(1);
        assertThat(templates.publish("greeting", Map.of("fr.sms.liquid", "Bonsoir")))
                .isEmpty();
        assertThat(templates.version("greeting")).isEqualTo(2);
        assertThat(jdbc.queryForList(
                        "select source from message.template where id = 'greeting' order by version", String.class))
                .containsExactly("Bonjour", "Bonsoir");
    }

    @Test
    void aNewLayoutPublishesAnewWhatIsSetIntoItAndABadOneNothing() {
        String layout = Sources.read("layout-fr.mjml");
        int before = templates.version("cart");
        assertThat(templates.publish("_layout", Map.of("fr.mjml", layout.replace("{{ shop.name }}", "Chez nous"))))
                .isEmpty();
        assertThat(templates.version("cart")).isEqualTo(before + 1);
        assertThat(templates.publish("_layout", Map.of("fr.mjml", layout.replace("links.unsubscribe", "links.shop"))))
                .containsExactly("in the template cart, fr.mjml: a marketing e-mail must hold {{ links.unsubscribe }}");
        assertThat(templates.version("cart")).isEqualTo(before + 1);
        assertThat(templates.version("_layout")).isEqualTo(2);
    }

    @Test
    void anAnalystPublishesOverHttpAndIsToldAllThatIsWrong() throws Exception {
        var http = MockMvcBuilders.webAppContextSetup(context).build();
        http.perform(put("/api/templates/hello")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"files\":{\"fr.sms.liquid\":\"{{ nme }} {{ shop.nme }}\"}}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.problems.length()").value(2))
                .andExpect(jsonPath("$.problems[0]")
                        .value(org.hamcrest.Matchers.startsWith(
                                "fr.sms.liquid, line 1: unknown word \"nme\"; accepted: advisor, cart")));
        assertThat(templates.version("hello")).isZero();
        http.perform(put("/api/templates/hello")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"files\":{\"fr.sms.liquid\":\"Bonjour {{ shop.name }}\"}}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value("hello"))
                .andExpect(jsonPath("$.version").value(1));
        http.perform(get("/api/templates"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.id == 'hello')].files[0]").value("fr.sms.liquid"));
    }
}
