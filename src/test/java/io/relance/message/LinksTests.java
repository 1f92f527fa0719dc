package io.relance.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.shared.Site;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTests {

    private static final Links LINKS = links("a-secret-of-the-tests-0123456789abcdef");

    private static Links links(String secret) {
        return new Links(new Site(URI.create("https://r.example/"), secret), null);
    }

    private static String token(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    @Test
    void aTokenLeadsWhereWeSignedItAndNowhereElse() {
        String address = LINKS.click(42, "https://shop.example/é?a=1#b");
        assertThat(address).startsWith("https://r.example/c/").matches("[\\x21-\\x7e]+");
        assertThat(LINKS.openClick(token(address))).contains(new Links.Click(42, "https://shop.example/é?a=1#b"));
        assertThat(links("another-secret-0123456789abcdef0123456").openClick(token(address)))
                .isEmpty();
    }

    @Test
    void noChangedByteOpens() {
        byte[] token = Base64.getUrlDecoder().decode(token(LINKS.click(42, "https://shop.example/")));
        for (int i = 0; i < token.length; i++) {
            byte[] changed = token.clone();
            changed[i] ^= 1;
            assertThat(LINKS.openClick(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "%%%",
                "https://evil.example",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABodHRwczovL2V2aWwuZXhhbXBsZQ"
            })
    void whatIsNotOursOpensNothing(String token) {
        assertThat(LINKS.openClick(token)).isEmpty();
        assertThat(LINKS.openUnsubscribe(token)).isEmpty();
    }

    @Test
    void aTokenServesOnePurposeOnly() {
        String unsubscribe = token(LINKS.unsubscribe(42));
        assertThat(LINKS.openUnsubscribe(unsubscribe)).contains(42L);
        assertThat(LINKS.openClick(unsubscribe)).isEmpty();
        String click = token(LINKS.click(42, "https://shop.example/"));
        assertThat(LINKS.openUnsubscribe(click)).isEmpty();
        byte[] appended = (new String(Base64.getUrlDecoder().decode(click), StandardCharsets.ISO_8859_1)
                        + ".evil.example")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(LINKS.openClick(Base64.getUrlEncoder().encodeToString(appended)))
                .isEmpty();
    }
}
