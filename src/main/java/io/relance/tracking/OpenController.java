package io.relance.tracking;

import io.relance.message.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The picture in mails of readers who allow it. Whoever asks gets it: the answer tells nobody which tokens are ours. */
@RestController
class OpenController {

    private static final Logger log = LoggerFactory.getLogger(OpenController.class);

    /** One transparent point in 43 bytes. */
    private static final byte[] POINT =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    private final Links links;
    private final MailOpens opens;
    private final Clock clock;

    OpenController(Links links, MailOpens opens, Clock clock) {
        this.links = links;
        this.opens = opens;
        this.clock = clock;
    }

    @GetMapping("/o/{token}.gif")
    ResponseEntity<byte[]> picture(@PathVariable String token, HttpServletRequest request) {
        // Spring answers HEAD by the same method; only a GET shows the picture to anybody.
        if (request.getMethod().equals("GET")) {
            links.openPixel(token).ifPresent(message -> record(message, Visit.of(request, clock.instant())));
        }
        return ResponseEntity.ok()
                .headers(LinkPages::discreet)
                .cacheControl(CacheControl.noStore().cachePrivate())
                .contentType(MediaType.IMAGE_GIF)
                .body(POINT);
    }

    /** The picture is shown whether or not we could write it down. */
    private void record(long message, Visit visit) {
        try {
            opens.record(message, visit);
        } catch (RuntimeException e) {
            log.error("an opening of message {} was not recorded", message, e);
        }
    }
}
