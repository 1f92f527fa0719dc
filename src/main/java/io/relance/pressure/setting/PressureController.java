package io.relance.pressure.setting;

import io.relance.pressure.setting.SettingHistory.Change;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;
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

    /** All rules at once: what is left out holds no more. What is held is asked again. */
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> change(@RequestBody String body, Principal user) {
        Change change = new Change(json.parse(body), clock.instant(), user.getName());
        settings.add(change);
        return answer(change);
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
        return answer;
    }
}
