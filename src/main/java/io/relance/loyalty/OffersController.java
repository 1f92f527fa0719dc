package io.relance.loyalty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What can be offered, and the codes that analysts bring along. */
@RestController
@RequestMapping("/api/offers")
class OffersController {

    private static final int MOST_BYTES = 5_000_000;

    private final OfferBook offers;
    private final ObjectMapper json;

    OffersController(OfferBook offers, ObjectMapper json) {
        this.offers = offers;
        this.json = json;
    }

    @GetMapping
    List<OfferBook.Line> offers() {
        return offers.all();
    }

    /** One code a line. */
    @PostMapping(path = "/{offer}/codes", consumes = MediaType.TEXT_PLAIN_VALUE)
    OfferBook.Added codesAsText(@PathVariable String offer, InputStream body) throws IOException {
        String text = new String(read(body), StandardCharsets.UTF_8);
        return offers.add(poolOf(offer), text.lines().toList());
    }

    /** The same as a JSON list of texts. */
    @PostMapping(path = "/{offer}/codes", consumes = MediaType.APPLICATION_JSON_VALUE)
    OfferBook.Added codesAsJson(@PathVariable String offer, InputStream body) throws IOException {
        List<String> codes = new ArrayList<>();
        JsonNode list = parse(read(body));
        if (!list.isArray()) {
            throw badList();
        }
        for (JsonNode code : list) {
            if (!code.isTextual()) {
                throw badList();
            }
            codes.add(code.asText());
        }
        return offers.add(poolOf(offer), codes);
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw badList();
        }
    }

    private static ResponseStatusException badList() {
        return new ResponseStatusException(
                HttpStatus.BAD_REQUEST,
                "The body is no list of codes; accepted: a JSON list of texts [\"A1\", \"B2\"].");
    }

    private String poolOf(String offer) {
        String why = offers.whyNoPool(offer);
        if (why != null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, why);
        }
        return offer;
    }

    private static byte[] read(InputStream body) throws IOException {
        byte[] read = body.readNBytes(MOST_BYTES + 1);
        if (read.length > MOST_BYTES) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "The list is over 5 MB; send it in parts, codes sent twice count once.");
        }
        return read;
    }
}
