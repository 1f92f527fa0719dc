package io.relance.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** How e-mail addresses and phone numbers are written, whoever typed them. */
public final class Addresses {

    /** Loose on purpose: it keeps out what no server would take, and what would break a header. */
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s\\p{Cntrl}@<>(),;:\"\\\\]+@[^\\s\\p{Cntrl}@<>(),;:\"\\\\.]"
                    + "[^\\s\\p{Cntrl}@<>(),;:\"\\\\]*\\.[^\\s\\p{Cntrl}@<>(),;:\"\\\\.]{2,}");

    /** Letters that old and new rules translate to different domains, and so maybe to somebody else's. */
    private static final Pattern TWO_NAMES = Pattern.compile("[ßς]");

    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
    private static final int LONGEST_EMAIL = 254;
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private Addresses() {}

    /**
     * As it is kept, compared and written to: lower case, without surrounding blanks, the domain by its ASCII name; null
     * when it is no address.
     */
    public static String email(Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        String email = plain(text).strip().toLowerCase(Locale.ROOT);
        return email.length() <= LONGEST_EMAIL && EMAIL.matcher(email).matches() ? inAsciiDomain(email) : null;
    }

    /** Full-width letters, invisible characters and the like are another way to write the same address. */
    private static String plain(String text) {
        boolean ascii = text.chars().allMatch(character -> character < 128);
        return ascii
                ? text
                : INVISIBLE
                        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                        .replaceAll("");
    }

    /** A domain has one name that mail goes by, and so one address. */
    private static String inAsciiDomain(String email) {
        int at = email.lastIndexOf('@');
        if (TWO_NAMES.matcher(email.substring(at)).find()) {
            return null;
        }
        try {
            return email.substring(0, at + 1)
                    + IDN.toASCII(email.substring(at + 1)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noDomain) {
            return null;
        }
    }

    /**
     * E.164, read as in {@code country} where the number does not say; null when it is no number. Possible numbers
     * count, not only assigned ones: numbering plans change faster than libraries.
     */
    static String phone(Object value, String country) {
        if (!(value instanceof String) && !(value instanceof Number)) {
            return null;
        }
        try {
            var number = PHONES.parse(value.toString(), country);
            return PHONES.isPossibleNumber(number) ? PHONES.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    /** The country code when phone numbers of that country are known; else {@code otherwise}. */
    static String country(Object value, String otherwise) {
        if (!(value instanceof String text)) {
            return otherwise;
        }
        String code = text.strip().toUpperCase(Locale.ROOT);
        return PHONES.getSupportedRegions().contains(code) ? code : otherwise;
    }
}
