package io.relance.channel.sms;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where Twilio calls us; what it did not sign changes nothing. */
@RestController
@RequestMapping("/channel/sms")
class TwilioController {

    private static final String NO_REPLY = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    private final SignedForms forms;
    private final SmsDeliveries deliveries;
    private final InboundSms inbound;

    TwilioController(SignedForms forms, SmsDeliveries deliveries, InboundSms inbound) {
        this.forms = forms;
        this.deliveries = deliveries;
        this.inbound = inbound;
    }

    @PostMapping("/status")
    ResponseEntity<Void> status(@RequestParam long message, HttpServletRequest request) {
        return forms.open(request)
                .map(fields -> {
                    deliveries.calledBack(message, fields);
                    return ResponseEntity.noContent().<Void>build();
                })
                .orElseGet(() -> ResponseEntity.status(HttpStatus.FORBIDDEN).build());
    }

    @PostMapping("/inbound")
    ResponseEntity<String> inbound(HttpServletRequest request) {
        return forms.open(request)
                .map(fields -> {
                    inbound.received(fields);
                    return ResponseEntity.ok().contentType(MediaType.TEXT_XML).body(NO_REPLY);
                })
                .orElseGet(() -> ResponseEntity.status(HttpStatus.FORBIDDEN).build());
    }
}
