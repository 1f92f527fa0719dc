package io.relance.consent;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.consent.file.BadLine;
import io.relance.consent.file.FileRefused;
import io.relance.consent.file.OptOutFile;
import io.relance.contact.Directory;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files about consents: what was allowed elsewhere, and who said STOP elsewhere. */
@RestController
@RequestMapping("/api/consent")
class ConsentFilesController {

    private static final int MOST_BYTES = 10_000_000;
    private static final int MOST_TOLD = 100;
    private static final String CSV = "text/csv";

    private final ConsentImport consentImport;
    private final OptOuts optOuts;
    private final Directory directory;
    private final ObjectMapper json;
    private final Clock clock;

    ConsentFilesController(
            ConsentImport consentImport, OptOuts optOuts, Directory directory, ObjectMapper json, Clock clock) {
        this.consentImport = consentImport;
        this.optOuts = optOuts;
        this.directory = directory;
        this.json = json;
        this.clock = clock;
    }

    /** Takes consents with their proofs; {@code dryRun} only says what it would come to. */
    @PostMapping(path = "/import", consumes = CSV)
    ConsentImport.Result consents(
            InputStream body, @RequestParam(defaultValue = "false") boolean dryRun, Principal user)
            throws IOException, FileRefused {
        return consentImport.run(file(body), by(user), dryRun);
    }

    /** Takes numbers that said STOP. */
    @PostMapping(path = "/opt-outs", consumes = CSV)
    OptOuts.Result optOutsAsCsv(InputStream body, Principal user) throws IOException, FileRefused {
        return optOuts.take(OptOutFile.ofCsv(file(body), directory, clock.instant()), by(user));
    }

    /** The same as a JSON list. */
    @PostMapping(path = "/opt-outs", consumes = MediaType.APPLICATION_JSON_VALUE)
    OptOuts.Result optOutsAsJson(InputStream body, Principal user) throws IOException, FileRefused {
        return optOuts.take(OptOutFile.ofJson(file(body), json, directory, clock.instant()), by(user));
    }

    @ExceptionHandler
    ProblemDetail refused(FileRefused refused) {
        List<BadLine> lines = refused.lines();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "Nothing of the file was taken: " + said(lines.get(0)) + ".");
        problem.setTitle("File not accepted");
        problem.setProperty("wrong", lines.size());
        problem.setProperty("problems", lines.subList(0, Math.min(lines.size(), MOST_TOLD)));
        return problem;
    }

    private static String said(BadLine line) {
        String column = line.column() == null ? "" : ", " + line.column();
        return "line " + line.line() + column + " accepts " + line.accepts();
    }

    private static byte[] file(InputStream body) throws IOException, FileRefused {
        byte[] file = body.readNBytes(MOST_BYTES + 1);
        if (file.length > MOST_BYTES) {
            throw new FileRefused(List.of(new BadLine(1, null, "a file of at most 10 MB; send a larger one in parts")));
        }
        return file;
    }

    private static String by(Principal user) {
        return "import by " + user.getName();
    }
}
