package planted.relance.shop;

import com.twilio.http.TwilioRestClient;

public class SmsSender {

    TwilioRestClient twilio;
}
