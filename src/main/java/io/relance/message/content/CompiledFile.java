package io.relance.message.content;

/**
 * One file of one version of a template.
 *
 * @param source as it was published
 * @param compiled what is filled in: the HTML for MJML, else the body
 * @param subject e-mail only
 * @param preheader null when there is none
 */
public record CompiledFile(
        String language, Kind kind, String source, String compiled, String subject, String preheader) {}
