package planted.bench;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes a body and does nothing: what the server itself costs. Outside the product's packages, which are scanned. */
@RestController
class Empty {

    @PostMapping("/v1/empty")
    String take(@RequestBody byte[] body) {
        return "{\"success\":true}";
    }
}
