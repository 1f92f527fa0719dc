package io.relance.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One GET of a link in a message.
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

    /** Whether the request itself says that no person made it. */
    boolean saysMachine() {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        return purpose.toLowerCase(Locale.ROOT).contains("prefetch")
                || SCANNERS.stream().anyMatch(agent::contains);
    }
}
