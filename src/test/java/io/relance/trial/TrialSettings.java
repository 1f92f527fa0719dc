package io.relance.trial;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The product's settings in a trial: where its parts are, which nothing overrides, and a demo shop, which may be. */
class TrialSettings {

    static final String WRITE_KEY = "trial";

    private final Map<String, Object> parts = new LinkedHashMap<>();
    private final Map<String, Object> shop = new LinkedHashMap<>();

    TrialSettings(int port, int smtpPort, int imapPort, int smsPort, String secret) {
        String baseUrl = "http://localhost:" + port;
        parts.put("server.port", port);
        parts.put("server.forward-headers-strategy", "none");
        parts.put("relance.base-url", baseUrl);
        parts.put("relance.secret", secret);
        parts.put("relance.admin-password", "admin");
        parts.put("relance.write-keys", "trial:" + WRITE_KEY);
        parts.put("spring.mail.host", "localhost");
        parts.put("spring.mail.port", smtpPort);
        parts.put("relance.bounce.address", MailServer.BOUNCE_ADDRESS);
        parts.put("relance.bounce.mailbox", "imap://localhost:" + imapPort + "/INBOX");
        parts.put("relance.bounce.username", MailServer.BOUNCE_USER);
        parts.put("relance.bounce.password", MailServer.BOUNCE_PASSWORD);
        parts.put("relance.bounce.every", "PT5S");
        shop(baseUrl);
        twilio(smsPort);
    }

    /** The database to work on. */
    TrialSettings database(String url) {
        parts.put("spring.datasource.url", url);
        parts.put("spring.datasource.username", "postgres");
        parts.put("spring.datasource.password", "postgres");
        return this;
    }

    void applyTo(ConfigurableEnvironment environment) {
        var sources = environment.getPropertySources();
        sources.addFirst(new MapPropertySource("trialParts", parts));
        sources.addAfter(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new MapPropertySource("demoShop", shop));
    }

    private void shop(String baseUrl) {
        shop.put("relance.sender-email", "bonjour@boutique.example");
        shop.put("relance.sender-name", "Boutique Exemple");
        shop.put("relance.postal-address", "1 rue de l'Exemple, 00000 Nulle-Part, France");
        shop.put("relance.content-dir", Path.of("").toAbsolutePath().toString());
        // A script clicks at once after moving the clock; it stands for a person.
        shop.put("relance.tracking.machine-within", "PT0S");
        // Its page plays the shop's own systems, too.
        shop.put("relance.shop.catalog-sources", "trial");
        shop.put("relance.loyalty.offers.gift.valid-for", "P30D");
        shop.put("relance.loyalty.offers.gift.codes", "pool");
        shop.put("relance.loyalty.offers.gift.per-contact", "1");
        shop.put("relance.shop.name", "Boutique Exemple");
        shop.put("relance.shop.url", baseUrl + "/trial/shop");
        shop.put("relance.shop.cart-url", baseUrl + "/trial/shop?cart={cart}&items={items}");
    }

    private void twilio(int smsPort) {
        parts.put("twilio.account-sid", TwilioStandIn.ACCOUNT_SID);
        parts.put("twilio.auth-token", TwilioStandIn.AUTH_TOKEN);
        parts.put("twilio.messaging-service-sid", TwilioStandIn.MESSAGING_SERVICE_SID);
        parts.put("twilio.base-url", "http://localhost:" + smsPort);
    }
}
