package io.relance.ingest;

import io.relance.shared.Site;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What analytics.js asks for before it sends its first event: where to send. */
@RestController
class BrowserSettingsController {

    private final WriteKeys keys;
    private final Site site;

    BrowserSettingsController(WriteKeys keys, Site site) {
        this.keys = keys;
        this.site = site;
    }

    @GetMapping({"/v1/projects/{writeKey}/settings", "/v1/projects/{writeKey}/settings/"})
    ResponseEntity<Object> settings(@PathVariable String writeKey) {
        if (keys.source(writeKey).isEmpty()) {
            return Answers.unknownKey();
        }
        var segment = Map.of(
                "apiKey",
                writeKey,
                "apiHost",
                site.baseUrl().getRawAuthority() + path() + "/v1",
                "protocol",
                site.baseUrl().getScheme());
        return ResponseEntity.ok(Map.of("integrations", Map.of("Segment.io", segment), "plan", Map.of()));
    }

    private String path() {
        return Optional.ofNullable(site.baseUrl().getRawPath()).orElse("").replaceAll("/+$", "");
    }
}
