package io.relance.pressure.setting;

import io.relance.pressure.setting.SettingHistory.Change;
import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The shop's own rules over HTTP. */
@RestController
@RequestMapping("/api/pressure")
class PressureController {

    private static final int HISTORY = 50;

    private final SettingHistory settings;
    private final SettingsJson json;
    private final Clock clock;

    PressureController(SettingHistory settings, SettingsJson json, Clock clock) {
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    Map<String, Object> now() {
        return answer(settings.latest());
    }

    /** What is left out stays as it is, what is null holds no more. What is held is asked again. */
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> change(@RequestBody(required = false) String body, Principal user) {
        String said = Objects.requireNonNullElse(body, "");
        return answer(settings.change(before -> json.parse(said, before), clock.instant(), user.getName()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(SettingRefused refused) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "Nothing was changed: " + refused.getMessage() + ".");
        problem.setTitle("Settings not accepted");
        return ResponseEntity.badRequest().body(problem);
    }

    private Map<String, Object> answer(Change change) {
        Map<String, Object> answer = json.write(change.settings());
        answer.put("changedAt", change.at());
        answer.put("changedBy", change.by());
        answer.put("history", history());
        return answer;
    }

    /** Who changed what, the newest first: each part that was another before, as it was and as it became. */
    private List<Map<String, Object>> history() {
        List<Change> newest = settings.newest(HISTORY + 1);
        List<Map<String, Object>> told = new ArrayList<>();
        for (int i = 0; i < Math.min(newest.size(), HISTORY); i++) {
            PressureSettings before = i + 1 < newest.size() ? newest.get(i + 1).settings() : PressureSettings.DEFAULT;
            told.add(changed(newest.get(i), json.write(before)));
        }
        return told;
    }

    private Map<String, Object> changed(Change change, Map<String, Object> before) {
        Map<String, Object> parts = new LinkedHashMap<>();
        json.write(change.settings()).forEach((part, now) -> {
            if (!Objects.equals(now, before.get(part))) {
                Map<String, Object> both = new LinkedHashMap<>();
                both.put("from", before.get(part));
                both.put("to", now);
                parts.put(part, both);
            }
        });
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("at", change.at());
        told.put("by", change.by());
        told.put("changed", parts);
        return told;
    }
}
