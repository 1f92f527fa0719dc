package io.relance.ingest;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets the browsers of other web sites send events: with a write key, never with cookies. */
@Component
class BrowserAccess implements WebMvcConfigurer {

    private final IntakeSettings settings;

    BrowserAccess(IntakeSettings settings) {
        this.settings = settings;
    }

    @Override
    public void addCorsMappings(CorsRegistry registry) {
        for (String intake : new String[] {"/v1/**", "/api/s/**"}) {
            registry.addMapping(intake)
                    .allowedOrigins(settings.intake().origins().toArray(String[]::new))
                    .allowedMethods("GET", "POST", "OPTIONS")
                    .allowedHeaders("Authorization", "Content-Type", "X-Retry-Count", "X-Write-Key")
                    .exposedHeaders("Retry-After")
                    .allowCredentials(false)
                    .maxAge(3600);
        }
    }
}
