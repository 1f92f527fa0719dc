package io.relance.channel.sms;

import io.relance.shared.Site;
import java.net.URI;

/** Addresses as Twilio sees them: behind a proxy the request's own host would be another. */
final class PublicAddress {

    private PublicAddress() {}

    static URI of(Site site, String pathAndQuery) {
        return URI.create(site.baseUrl().toString().replaceAll("/+$", "") + pathAndQuery);
    }
}
