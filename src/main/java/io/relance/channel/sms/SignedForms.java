package io.relance.channel.sms;

import com.twilio.security.RequestValidator;
import io.relance.shared.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** Twilio's requests, opened only where the signature over the form and our public address is right. */
@Component
class SignedForms {

    private final Optional<RequestValidator> validator;
    private final Site site;

    SignedForms(TwilioSettings settings, Site site) {
        this.validator = Optional.ofNullable(settings.authToken()).map(RequestValidator::new);
        this.site = site;
    }

    /** The form's fields, without NUL; empty when the request is not signed by Twilio with our token. */
    Optional<Map<String, String>> open(HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String address = PublicAddress.of(site, request.getRequestURI() + query).toString();
        Map<String, String> fields = fields(request, query);
        return validator
                .filter(known -> known.validate(address, fields, request.getHeader("X-Twilio-Signature")))
                .map(known -> storable(fields));
    }

    /** The database cannot keep NUL, and a STOP with one behind it is a STOP; the signature is over what came. */
    private static Map<String, String> storable(Map<String, String> fields) {
        Map<String, String> storable = new TreeMap<>();
        fields.forEach((name, value) -> storable.putIfAbsent(name.replace("\0", ""), value.replace("\0", "")));
        return storable;
    }

    /** What the body says: a servlet's parameters are the query's, which are signed as part of the address, then it. */
    private static Map<String, String> fields(HttpServletRequest request, String query) {
        MultiValueMap<String, String> inQuery =
                UriComponentsBuilder.fromUriString(query).build().getQueryParams();
        Map<String, String> fields = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> {
            int skip = inQuery.getOrDefault(name, List.of()).size();
            if (values.length > skip) {
                fields.put(name, joined(name, Arrays.asList(values).subList(skip, values.length)));
            }
        });
        return fields;
    }

    /** A repeated field is signed as name, value, name, value with its distinct values in order. */
    private static String joined(String name, List<String> values) {
        return values.stream().distinct().sorted().collect(Collectors.joining(name));
    }
}
