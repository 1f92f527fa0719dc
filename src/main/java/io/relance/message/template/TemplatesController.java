package io.relance.message.template;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishing templates over HTTP. */
@RestController
@RequestMapping("/api/templates")
class TemplatesController {

    private final PublishedTemplates templates;

    TemplatesController(PublishedTemplates templates) {
        this.templates = templates;
    }

    /** The files of one template by name. */
    record Files(Map<String, String> files) {

        /** A file that is null is as if empty. */
        Files {
            files = files == null ? new TreeMap<>() : new TreeMap<>(files);
            files.replaceAll((name, source) -> source == null ? "" : source);
        }
    }

    @GetMapping
    List<Map<String, Object>> list() {
        return templates.list();
    }

    @PutMapping("/{id}")
    ResponseEntity<Object> publish(@PathVariable String id, @RequestBody Files body) {
        List<String> problems = templates.publish(id, body.files());
        if (problems.isEmpty()) {
            return ResponseEntity.ok(Map.of("id", id, "version", templates.version(id)));
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The template was not published: " + problems.get(0));
        problem.setTitle("Template not accepted");
        problem.setProperty("problems", problems);
        return ResponseEntity.badRequest().body(problem);
    }
}
