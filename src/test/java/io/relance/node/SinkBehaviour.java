package io.relance.node;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How an SMTP server behaves. Written as properties, each of which may be left out:
 *
 * <ul>
 *   <li>{@code refuse=true}: nobody listens, connections that are open are cut
 *   <li>{@code busy=true}: 421 to whoever connects and to every MAIL
 *   <li>{@code greylist=N}: 451 for the first N attempts for a recipient
 *   <li>{@code unknown=a@b,c@d}: 550 5.1.1 for these recipients
 *   <li>{@code hangInData=MILLIS}: says nothing for so long after the end of a mail, then takes it; sooner when it is told to
 *       behave otherwise
 *   <li>{@code cut=N}: the next N mails are read to their end and taken, and the connection is cut before the answer
 *   <li>{@code cutUnseen=N}: the same, and they are not taken
 *   <li>{@code slow=MILLIS}: waits so long before each answer
 * </ul>
 */
final class SinkBehaviour {

    static final SinkBehaviour GOOD = new SinkBehaviour("");

    final boolean refuse;
    final boolean busy;
    final long hangInData;
    final long slow;
    private final int greylist;
    private final Set<String> unknown;
    private final AtomicInteger cut;
    private final AtomicInteger cutUnseen;
    private final Map<String, AtomicInteger> tried = new ConcurrentHashMap<>();

    SinkBehaviour(String text) {
        Properties told = properties(text);
        refuse = Boolean.parseBoolean(told.getProperty("refuse"));
        busy = Boolean.parseBoolean(told.getProperty("busy"));
        hangInData = number(told, "hangInData");
        slow = number(told, "slow");
        greylist = number(told, "greylist");
        unknown = Set.of(told.getProperty("unknown", "").split(","));
        cut = new AtomicInteger(number(told, "cut"));
        cutUnseen = new AtomicInteger(number(told, "cutUnseen"));
    }

    private static Properties properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static int number(Properties told, String name) {
        return Integer.parseInt(told.getProperty(name, "0"));
    }

    /** What a recipient hears. */
    String recipient(String address) {
        if (unknown.contains(address)) {
            return "550 5.1.1 no such mailbox";
        }
        if (greylist > 0
                && tried.computeIfAbsent(address, any -> new AtomicInteger()).incrementAndGet() <= greylist) {
            return "451 4.7.1 greylisted, come again";
        }
        return "250 2.1.5 ok";
    }

    boolean cutsNow() {
        return takeOne(cut);
    }

    boolean cutsUnseenNow() {
        return takeOne(cutUnseen);
    }

    private static boolean takeOne(AtomicInteger left) {
        return left.get() > 0 && left.getAndDecrement() > 0;
    }
}
