package io.relance.tracking;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One GET of a link or a picture in a message.
 *
 * @param userAgent as sent; empty when nothing was said
 * @param purpose {@code Sec-Purpose} or {@code Purpose}: what the browser fetches it for; empty for a person's click
 */
record Visit(Instant at, String userAgent, String purpose) {

    /** Mail gateways that follow links to judge them, and services that fetch them to draw a preview. */
    private static final List<String> SCANNERS = List.of(
            "barracuda",
            "proofpoint",
            "mimecast",
            "ironport",
            "cisco",
            "trendmicro",
            "symantec",
            "messagelabs",
            "fireeye",
            "trellix",
            "forcepoint",
            "sophos",
            "safelinks",
            "bitdefender",
            "vaderetro",
            "googleimageproxy",
            "yahoomailproxy",
            "bingpreview",
            "skypeuripreview",
            "slackbot",
            "facebookexternalhit",
            "whatsapp/",
            "telegrambot",
            "twitterbot",
            "linkedinbot",
            "discordbot",
            "applebot",
            "googlebot",
            "bingbot",
            "crawler",
            "spider");

    /** What the mail programs of Apple fetch every picture with, when a mail arrives and nobody has looked at it. */
    private static final String APPLE = "Mozilla/5.0";

    /** Google's own fetching before anybody looked (wordtothewise.com, 2024-08: prefetches and proxies). */
    private static final String GMAIL_PREFETCH = "chrome/42.0.2311.135 safari/537.36 edge/12.246 mozilla/5.0";

    /** Who fetched a picture. */
    enum Fetcher {
        /** The reader's own device. */
        READER,
        /** Google's servers for the reader: the time is theirs, the device is not. */
        GOOGLE,
        /** Yahoo's servers for the reader. */
        YAHOO,
        /** Nobody looked. */
        MACHINE
    }

    static Visit of(HttpServletRequest request, Instant at) {
        return new Visit(
                at, header(request, "User-Agent"), header(request, "Sec-Purpose") + header(request, "Purpose"));
    }

    private static String header(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getHeader(name), "");
    }

    /** Who fetched a picture, as far as the request says. */
    Fetcher fetcher() {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        if (agent.contains("googleimageproxy")) {
            return Fetcher.GOOGLE;
        }
        if (agent.contains("yahoomailproxy")) {
            return Fetcher.YAHOO;
        }
        boolean ahead = agent.isBlank() || userAgent.strip().equals(APPLE) || agent.contains(GMAIL_PREFETCH);
        return ahead || saysMachine() ? Fetcher.MACHINE : Fetcher.READER;
    }

    /** Whether the request itself says that no person made it. */
    boolean saysMachine() {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        return purpose.toLowerCase(Locale.ROOT).contains("prefetch")
                || SCANNERS.stream().anyMatch(agent::contains);
    }
}
