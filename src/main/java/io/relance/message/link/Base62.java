package io.relance.message.link;

/** Numbers in letters and digits. */
final class Base62 {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Base62() {}

    /** The number, taken as unsigned, in 1 to 11 characters. */
    static String of(long number) {
        StringBuilder text = new StringBuilder();
        long rest = number;
        do {
            text.append(DIGITS.charAt((int) Long.remainderUnsigned(rest, DIGITS.length())));
            rest = Long.divideUnsigned(rest, DIGITS.length());
        } while (rest != 0);
        return text.reverse().toString();
    }
}
