package io.relance.channel.sms;

import com.twilio.exception.ApiException;
import io.relance.channel.sms.OneTryClient.NotSent;
import io.relance.channel.sms.OneTryClient.SlowDown;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.HandOver.Rejected;
import java.util.Map;
import java.util.Set;

/** What Twilio's answers to a hand-over mean (twilio.com/docs/api/errors). */
final class Answers {

    /** Ours to mend (account, token, service): the message waits and somebody is told. */
    private static final Set<Integer> OUR_FAULT = Set.of(20003, 20005, 20404);

    private static final int TOO_MANY = 20429;

    /** Why a number rests that nothing reaches. */
    static final String UNREACHABLE = "unreachable";

    /** Codes that say the number must rest: it said STOP, or it cannot be a mobile that receives. */
    private static final Map<String, String> SUPPRESSED = Map.of(
            "21610", "stop",
            "21211", UNREACHABLE,
            "21614", UNREACHABLE,
            "30005", UNREACHABLE,
            "30006", UNREACHABLE);

    /** The handset is off, or out of reach. */
    private static final Set<String> PASSING = Set.of("30003");

    /** Nobody's number is at fault: the account is suspended, the text is filtered, the sender is not allowed. */
    private static final Set<String> ALARMING = Set.of("30002", "30007", "30042", "21408", "21608", "21612");

    private Answers() {}

    /** Why the number must not be written to again; null when it is not at fault. */
    static String suppression(String code) {
        return code == null ? null : SUPPRESSED.get(code);
    }

    /** Whether the same number may well be reached another time. */
    static boolean isPassing(String code) {
        return PASSING.contains(code);
    }

    /** Whether somebody must look at our account, our sender or our texts. */
    static boolean isAlarming(String code) {
        return ALARMING.contains(code);
    }

    /** Whether the refusal is about our account rather than this message. */
    static boolean isOurFault(RuntimeException failure) {
        return failure instanceof ApiException refusal
                && (Integer.valueOf(401).equals(refusal.getStatusCode())
                        || refusal.getCode() != null && OUR_FAULT.contains(refusal.getCode()));
    }

    /**
     * What came of a hand-over that threw; whatever is not known for sure is in doubt. Where Twilio takes nothing from
     * us at the moment, no message is to blame and none pays an attempt for it.
     */
    static HandOver of(RuntimeException failure) {
        if (failure instanceof SlowDown slowDown) {
            return new NotTried(failure.getMessage(), true, slowDown.pause());
        }
        if (failure instanceof NotSent || isOurFault(failure)) {
            return new NotTried(failure.getMessage(), true, null);
        }
        return failure instanceof ApiException refusal ? refused(refusal) : new InDoubt(String.valueOf(failure));
    }

    private static HandOver refused(ApiException refusal) {
        Integer status = refusal.getStatusCode();
        if (status == null || refusal.getCode() == null || status < 400 || status >= 500) {
            return new InDoubt(status + " " + refusal.getMessage());
        }
        if (refusal.getCode() == TOO_MANY) {
            return new NotTried(refusal.getMessage(), true, null);
        }
        String code = String.valueOf(refusal.getCode());
        return new Rejected(code, refusal.getMessage(), suppression(code));
    }
}
