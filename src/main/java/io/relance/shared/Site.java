package io.relance.shared;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where this installation is reached from outside, and the key of everything it signs.
 *
 * @param baseUrl RELANCE_BASE_URL, used in links and for checking signatures
 * @param secret RELANCE_SECRET, key of all signed tokens
 */
@Validated
@ConfigurationProperties("relance")
public record Site(
        @NotNull(message = "RELANCE_BASE_URL is missing; it accepts the public http(s) address of this installation")
                URI baseUrl,
        @NotNull(message = "RELANCE_SECRET is missing; it accepts 32 or more characters")
                @Size(min = 32, message = "RELANCE_SECRET is too short; it accepts 32 or more characters")
                String secret) {

    @Override
    public String toString() {
        return "Site[baseUrl=" + baseUrl + "]";
    }
}
