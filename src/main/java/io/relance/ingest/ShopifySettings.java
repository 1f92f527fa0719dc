package io.relance.ingest;

import jakarta.validation.constraints.AssertTrue;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The shop's webhooks.
 *
 * @param secrets RELANCE_SHOPIFY_SECRETS: the app's client secret, and while it changes the old one too; empty: none is
 *     taken
 */
@Validated
@ConfigurationProperties("relance.shopify")
record ShopifySettings(@DefaultValue List<String> secrets) {

    private static final int MOST = 2;

    @AssertTrue(message = "RELANCE_SHOPIFY_SECRETS accepts one secret, or two with a comma between them")
    boolean isSecretsUnderstood() {
        return secrets.size() <= MOST && secrets.stream().noneMatch(String::isBlank);
    }

    @Override
    public String toString() {
        return "ShopifySettings[" + secrets.size() + " secrets]";
    }
}
