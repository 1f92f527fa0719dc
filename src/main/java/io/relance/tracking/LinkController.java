package io.relance.tracking;

import io.relance.message.Links;
import io.relance.message.Links.Followed;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Leads from a link in a message to where it points; the address comes from our own signature or table only. */
@RestController
class LinkController {

    private static final Logger log = LoggerFactory.getLogger(LinkController.class);

    private static final int TRIES = 3;

    private final Links links;
    private final LinkClicks clicks;
    private final LinkPages pages;
    private final Clock clock;

    LinkController(Links links, LinkClicks clicks, LinkPages pages, Clock clock) {
        this.links = links;
        this.clicks = clicks;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/c/{token}")
    ResponseEntity<String> signed(@PathVariable String token, HttpServletRequest request) {
        return follow(links.openClick(token), request);
    }

    @GetMapping("/s/{code}")
    ResponseEntity<String> shortened(@PathVariable String code, HttpServletRequest request) {
        return follow(links.openShortClick(code), request);
    }

    private ResponseEntity<String> follow(Optional<Followed> opened, HttpServletRequest request) {
        Optional<Followed> click = opened.filter(known -> Destination.isWeb(known.url()));
        if (click.isEmpty()) {
            return pages.unknown(request);
        }
        // Spring answers HEAD by the same method; only a GET is a click.
        if (request.getMethod().equals("GET")) {
            record(click.get(), request);
        }
        return ResponseEntity.status(HttpStatus.FOUND)
                .headers(LinkPages::discreet)
                .header(HttpHeaders.LOCATION, Destination.inAscii(click.get().url()))
                .build();
    }

    /** Nobody waits or fails because we could not write it down; two who met at one person come one by one. */
    private void record(Followed click, HttpServletRequest request) {
        Visit visit = Visit.of(request, clock.instant());
        for (int tries = 1; tries <= TRIES; tries++) {
            try {
                clicks.record(click, visit);
                return;
            } catch (RuntimeException e) {
                if (tries == TRIES) {
                    log.error("a click was not recorded", e);
                }
            }
        }
    }
}
