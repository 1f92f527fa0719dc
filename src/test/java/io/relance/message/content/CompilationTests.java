package io.relance.message.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.message.Sources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilationTests {

    private static final Map<String, String> LAYOUTS =
            Compilation.layouts(Map.of("fr.mjml", Sources.read("layout-fr.mjml")));

    private static List<String> problems(String name, String source) {
        return Compilation.of("cart", Map.of(name, source), LAYOUTS).problems();
    }

    private static String mail(String content) {
        return "---\nsubject: Bonjour\n---\n<mj-section><mj-column><mj-text>" + content
                + "</mj-text></mj-column></mj-section>";
    }

    @Test
    void keepsEveryLiquidTagOfAnAcceptedTemplate() {
        var compilation = Compilation.of("cart", Map.of("fr.mjml", Sources.read("cart-fr.mjml")), LAYOUTS);
        assertThat(compilation.problems()).isEmpty();
        String html = compilation.files().get(0).compiled();
        assertThat(html)
                .contains(
                        "{% for line in cart.lines %}", "{% endfor %}", "href=\"{{ links.cart }}\"", "{{ shop.name }}")
                .contains("{{ cart.count }} articles pour {{ cart.total | money }}")
                .doesNotContain("\uE000", "<mj-");
    }

    @Test
    void theFooterSaysWhyAsTheTemplateSaysOrElseTheLayout() {
        String layout = Sources.read("layout-fr.mjml")
                .replace(
                        "<!-- content -->",
                        "<!-- content --><mj-section><mj-column><mj-text><!-- reason -->Vous avez"
                                + " accepté.<!-- /reason --></mj-text></mj-column></mj-section>");
        var layouts = Compilation.layouts(Map.of("fr.mjml", layout));
        String told = mail("Bonjour").replace("---\n<mj", "reason: Chez {{ shop.name }}.\n---\n<mj");

        assertThat(html(told, layouts)).contains("Chez {{ shop.name }}.").doesNotContain("accepté", "reason");
        assertThat(html(mail("Bonjour"), layouts))
                .contains("Vous avez accepté.")
                .doesNotContain("reason");
        assertThat(problems("fr.mjml", told.replace("shop.name", "shp.name")))
                .anySatisfy(problem -> assertThat(problem).contains("fr.mjml, reason", "unknown word \"shp\""));
    }

    private static String html(String source, Map<String, String> layouts) {
        var compilation = Compilation.of("cart", Map.of("fr.mjml", source), layouts);
        assertThat(compilation.problems()).isEmpty();
        return compilation.files().get(0).compiled();
    }

    @Test
    void anUnknownWordIsRefusedWithTheAcceptedOnes() {
        assertThat(problems("fr.mjml", mail("Bonjour {{ custmer.name }}")))
                .containsExactly(
                        "fr.mjml, line 4: unknown word \"custmer\"; accepted: advisor, cart, confirmation, contact, coupon,"
                                + " form, links, order, points, product, recommendations, referral, shop, trigger");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            textBlock =
                    """
                    {{ cart.totl }}                                        § unknown word "cart.totl"; cart has: changedAt
                    {{ contact.firstname }}                                § unknown word "contact.firstname"; contact has: email
                    {% for l in cart.lines %}{{ l.nme }}{% endfor %}       § unknown word "l.nme"; l has: category
                    {{ cart.total | mony }}                                § unknown filter "mony"; accepted:
                    {{ 'now' | date: '%Y' }}                               § unknown filter "date"
                    {% include 'footer' %}                                 § unknown tag "include"; accepted: assign
                    {% capture x %}a{% endcapture %}                       § unknown tag "capture"
                    {% if cart.total %}                                    § this is not Liquid
                    {{ cart.total                                          § this is not Liquid
                    <a href="javascript:alert(1)">x</a>                    § the link "javascript:alert(1)" is not accepted
                    <a href="{{ contact.firstName }}">x</a>                § is not accepted; accepted: http(s), mailto
                    </mj-column>                                           § </mj-column> closes nothing; <mj-text> is open
                    """)
    void whatIsWrongIsSaid(String content, String sentence) {
        assertThat(problems("fr.mjml", mail(content)))
                .isNotEmpty()
                .anySatisfy(problem -> assertThat(problem).startsWith("fr.mjml").contains(sentence.strip()));
    }

    @Test
    void tagsWithinTagsHaveAnEnd() {
        String deep = "{% if cart.total %}".repeat(3000) + "x" + "{% endif %}".repeat(3000);
        assertThat(problems("fr.mjml", mail(deep))).contains("fr.mjml: tags within tags; accepted: up to 50 levels");
        String wide = "{% if cart.total %}x{% endif %}".repeat(300);
        assertThat(problems("fr.mjml", mail(wide))).isEmpty();
    }

    @Test
    void whatOtherRoomsDecideIsOpen() {
        assertThat(problems(
                        "fr.mjml", mail("{{ trigger.any.thing }} {{ coupon.code }} {{ contact.traits.size_of_shoe }}")))
                .isEmpty();
    }

    @Test
    void aMarketingMailWithoutAWayOutIsRefused() {
        String bare = "---\nsubject: Hi\n---\n<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text></mj-column>"
                + "</mj-section></mj-body></mjml>";
        assertThat(problems("en.mjml", bare))
                .containsExactly("en.mjml: a marketing e-mail must hold {{ links.unsubscribe }}");
        assertThat(problems("en.mjml", bare.replace("subject: Hi", "subject: Hi\nmessageClass: transactional")))
                .isEmpty();
    }

    @Test
    void filesAndFrontMatterAreChecked() {
        assertThat(problems("french.mjml", "x")).first().asString().startsWith("french.mjml is no template file");
        assertThat(problems("fr.mjml", "<mj-section></mj-section>"))
                .contains("fr.mjml: the front matter has no subject");
        assertThat(problems("de.mjml", mail("Hallo")))
                .first()
                .asString()
                .contains("there is no layout _layout/de.mjml");
        assertThat(problems("fr.mjml", mail("x").replace("Bonjour", "{{ nme }}")))
                .first()
                .asString()
                .startsWith("fr.mjml, subject, line 1: unknown word \"nme\"");
        assertThat(problems("fr.mjml", mail("x").replace("---\n<", "messageClass: spam\n---\n<")))
                .contains("fr.mjml: unknown messageClass 'spam'; accepted: marketing, transactional");
    }
}
