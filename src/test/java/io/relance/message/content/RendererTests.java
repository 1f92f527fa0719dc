package io.relance.message.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.message.Sources;
import io.relance.message.content.Renderer.Recipient;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RendererTests {

    /** One in five is a mail; a hundred thousand mails with the profile {@code faults}. */
    private static final int RENDERS = Integer.getInteger("faults.renders", 100_000);

    private final Renderer renderer = new Renderer();

    private static final Recipient FRENCH = recipient("fr");

    private static Recipient recipient(String language) {
        return new Recipient(
                language, ZoneId.of("Europe/Paris"), "EUR", "https://shop.example", url -> "<" + url + ">");
    }

    private static Published published(Map<String, String> files) {
        var layouts = Compilation.layouts(Map.of("fr.mjml", Sources.read("layout-fr.mjml")));
        var compilation = Compilation.of("cart", files, layouts);
        assertThat(compilation.problems()).isEmpty();
        return new Published(1, compilation.files());
    }

    private static Published cart() {
        return published(Map.of(
                "fr.mjml", Sources.read("cart-fr.mjml"),
                "en.mjml", Sources.read("cart-en.mjml"),
                "fr.sms.liquid", Sources.read("cart-fr.sms.liquid")));
    }

    private static Published sms(String text) {
        return published(Map.of("fr.sms.liquid", text));
    }

    private static Map<String, Object> line(String name, String price) {
        Map<String, Object> line = new HashMap<>();
        line.put("name", name);
        line.put("quantity", 2);
        line.put("price", new BigDecimal(price));
        line.put("url", "https://shop.example/p?a=1&b=2");
        line.put("imageUrl", "https://shop.example/p.png");
        return line;
    }

    private static Map<String, Object> words(String name, String total) {
        Map<String, Object> words = new HashMap<>();
        words.put("contact", Map.of("firstName", name));
        words.put("shop", Map.of("name", "Boutique", "postalAddress", "1 rue de l'Exemple"));
        words.put(
                "links",
                Map.of("cart", "https://shop.example/cart?c=" + total, "unsubscribe", "https://r.example/u/1"));
        words.put(
                "cart",
                Map.of(
                        "total",
                        new BigDecimal(total),
                        "count",
                        2,
                        "changedAt",
                        Instant.parse("2026-03-02T09:00:00Z"),
                        "lines",
                        List.of(line("Savon de " + name, total))));
        return words;
    }

    @Test
    void aMailSpeaksTheLanguageOfItsReader() {
        var mail = renderer.mail(cart(), words("Camille", "49.9"), FRENCH);
        assertThat(mail.subject()).isEqualTo("Camille, votre panier vous attend");
        assertThat(mail.html()).contains("2 articles pour 49,90\u00a0€", "2 × Savon de Camille : 49,90\u00a0€");
        var english = renderer.mail(cart(), words("Camille", "1234.5"), recipient("en"));
        assertThat(english.html()).contains("€1,234.50 since 2 March 2026, 10:00");
        assertThat(renderer.mail(cart(), words("Camille", "5"), recipient("de")).subject())
                .contains("votre panier");
    }

    @Test
    void aCurrencyNobodyKnowsStandsBehindItsAmount() {
        var text = sms("{{ cart.total | money: 'ZZZ' }}, {{ cart.total | money: 'USD' }}");
        assertThat(renderer.sms(text, words("Camille", "49.9"), FRENCH).text()).isEqualTo("49,90 ZZZ, 49,90 $US");
    }

    @Test
    void linksAreReplacedInBothPartsAndNothingElseIs() {
        Map<String, Object> words = words("https://evil.example/?x", "49.9");
        var mail = renderer.mail(cart(), words, FRENCH);
        assertThat(mail.html())
                .contains("href=\"&lt;https://shop.example/p?a=1&amp;b=2&gt;\"")
                .contains("href=\"&lt;https://shop.example/cart?c=49.9&gt;\"")
                .contains("Bonjour https://evil.example/?x,");
        assertThat(mail.text())
                .contains("Reprendre mon panier (<https://shop.example/cart?c=49.9>)")
                .contains("Savon de https://evil.example/?x (<https://shop.example/p?a=1&b=2>)")
                .contains("Bonjour https://evil.example/?x,")
                .doesNotContain("\u0001", "\u0002", "<p", "{%");
    }

    @Test
    void whatDataSaysCannotBecomeMarkup() {
        var mail = renderer.mail(cart(), words("<b>\"Bo\u0001b'&", "5"), FRENCH);
        assertThat(mail.html())
                .contains("Bonjour &lt;b&gt;&quot;Bob&#39;&amp;,")
                .doesNotContain("<b>");
        assertThat(mail.subject()).isEqualTo("<b>\"Bob'&, votre panier vous attend");
        assertThat(renderer.mail(cart(), words("A\r\nBcc: b@example.org", "5"), FRENCH)
                        .subject())
                .isEqualTo("A Bcc: b@example.org, votre panier vous attend");
    }

    @Test
    void aHoleStopsTheMessageAndIsNamed() {
        Map<String, Object> words = words("Camille", "5");
        words.put("contact", Map.of("firstName", " "));
        assertThatThrownBy(() -> renderer.mail(cart(), words, FRENCH))
                .isInstanceOf(MissingValues.class)
                .hasMessage("contact.firstName");
    }

    @Test
    void aTestOrADefaultIsNoHole() {
        var template = sms("{% if coupon %}{{ coupon.code }}{% endif %}{{ contact.lastName | default: '' }}"
                + "{{ contact.firstName | default: 'vous' }}!");
        assertThat(renderer.sms(template, Map.of(), FRENCH).text()).isEqualTo("vous!");
        assertThatThrownBy(() -> renderer.sms(template, Map.of("coupon", Map.of("other", 1)), FRENCH))
                .hasMessage("coupon.code");
    }

    @Test
    void aTextMessageHasShortAddressesAndPlainSpaces() {
        var text = renderer.sms(cart(), words("Camille", "49.9"), FRENCH).text();
        assertThat(text).isEqualTo("Camille, votre panier de 49,90 € vous attend : <https://shop.example/cart?c=49.9>");
        var literal = sms("Voir https://shop.example/{{ cart.id }}. Merci");
        assertThat(renderer.sms(literal, Map.of("cart", Map.of("id", "7")), FRENCH)
                        .text())
                .isEqualTo("Voir <https://shop.example/7>. Merci");
    }

    @Test
    void aLinkFromDataLeadsOnlyToTheWeb() {
        var template = sms("{{ product.url }}");
        assertThat(renderer.sms(template, Map.of("product", Map.of("url", "/p/1")), FRENCH)
                        .text())
                .isEqualTo("<https://shop.example/p/1>");
        for (String url : List.of("javascript:alert(1)", "//evil.example", "data:text/html,x", "https://a b")) {
            assertThatThrownBy(() -> renderer.sms(template, Map.of("product", Map.of("url", url)), FRENCH))
                    .isInstanceOf(ForbiddenLink.class);
        }
    }

    @Test
    void aTemplateCannotRunForEver() {
        var loop = sms("{% for i in (1..9999) %}{% for j in (1..9999) %}{{ i }}{% endfor %}{% endfor %}");
        assertThatThrownBy(() -> renderer.sms(loop, Map.of(), FRENCH)).isInstanceOf(RuntimeException.class);
        var bomb = sms(
                "{% assign x = 'xxxxxxxx' %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}{{ x }}");
        assertThatThrownBy(() -> renderer.sms(bomb, Map.of(), FRENCH)).hasMessageContaining("append");
    }

    @Test
    void concurrentRendersNeverMixTwoPeople() throws Exception {
        var template = cart();
        var threads = Executors.newFixedThreadPool(8);
        List<Callable<String>> work = new ArrayList<>();
        for (int i = 0; i < RENDERS; i++) {
            String name = "Camille" + i;
            String total = Integer.toString(1000 + i);
            String expected = name + ", votre panier de " + total.replaceAll("(\\d{3})$", " $1")
                    + ",00 € vous attend : <https://shop.example/cart?c=" + total + ">";
            String subject = name + ", votre panier vous attend";
            boolean mail = i % 5 == 0;
            work.add(() -> {
                var said = renderer.sms(template, words(name, total), FRENCH).text();
                if (!said.equals(expected)) {
                    return said;
                }
                return mail
                        ? wrongMail(renderer.mail(template, words(name, total), FRENCH), name, total, subject)
                        : null;
            });
        }
        List<String> wrong = new ArrayList<>();
        for (Future<String> done : threads.invokeAll(work)) {
            if (done.get() != null) {
                wrong.add(done.get());
            }
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).isEmpty();
    }

    private static String wrongMail(Rendered mail, String name, String total, String subject) {
        boolean right = mail.subject().equals(subject)
                && mail.html().contains("Savon de " + name + " :")
                && mail.html().contains("cart?c=" + total + "&gt;")
                && mail.html().split("Camille", -1).length - 1 == 3
                && mail.text().contains("Bonjour " + name + ",")
                && mail.text().split("Camille", -1).length - 1 == 3;
        return right ? null : mail.text();
    }
}
