package io.relance.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shopify's webhooks, so far those its apps must answer: people who ask for their data, people and shops to be redacted.
 * What Shopify sends besides is answered and passed over, as it takes a subscription away whose calls fail.
 */
@RestController
class ShopifyController {

    private static final int LIMIT = 500 * 1024;

    private final ShopifySignature signature;
    private final Redactions redactions;

    ShopifyController(ShopifySignature signature, Redactions redactions) {
        this.signature = signature;
        this.redactions = redactions;
    }

    @PostMapping("/webhooks/shopify")
    ResponseEntity<Object> called(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            return problem(HttpStatus.BAD_REQUEST, "the body is over 500 KB; accepted: up to 512000 bytes");
        }
        if (!signature.fits(body, header(request, "Shopify-Hmac-SHA256"))) {
            return problem(
                    HttpStatus.UNAUTHORIZED,
                    "the signature does not fit; accepted: X-Shopify-Hmac-SHA256 by a secret of RELANCE_SHOPIFY_SECRETS");
        }
        Body told = Body.of(body);
        if (told.problem() != null) {
            return problem(HttpStatus.BAD_REQUEST, told.problem());
        }
        String topic = header(request, "Shopify-Topic");
        take(topic == null ? "" : topic.strip(), told.json());
        return ResponseEntity.ok().build();
    }

    private void take(String topic, JsonNode told) {
        switch (topic) {
            case "customers/data_request" -> redactions.dataAsked(told.path("customer"));
            case "customers/redact" -> redactions.redact(told.path("customer"));
            case "shop/redact" -> redactions.shopLeft();
            default -> {
                // A later issue's.
            }
        }
    }

    /** Its newer subscriptions leave the X- away. */
    private static String header(HttpServletRequest request, String name) {
        String old = request.getHeader("X-" + name);
        return old == null ? request.getHeader(name) : old;
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
