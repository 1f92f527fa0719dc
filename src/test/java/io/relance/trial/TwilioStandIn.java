package io.relance.trial;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Answers as Twilio does, on the loopback, to the real SDK: messages, status callbacks and inbound messages with valid
 * signatures, and the misbehaviour a test asks for. It sends nothing anywhere.
 */
public final class TwilioStandIn implements AutoCloseable {

    public static final String ACCOUNT_SID = "AC00000000000000000000000000000001";
    public static final String AUTH_TOKEN = "5eed0000000000000000000000000001";
    public static final String MESSAGING_SERVICE_SID = "MG00000000000000000000000000000001";

    /** The number its messages come from; reserved for fiction. */
    public static final String FROM = "+33639980036";

    private static final Map<String, Refusal> MAGIC = Map.of(
            "+15005550001", new Refusal(400, 21211, "Invalid 'To' Phone Number: +15005550001"),
            "+15005550004", new Refusal(400, 21610, "Attempt to send to unsubscribed recipient"),
            "+15005550009", new Refusal(400, 21614, "'To' number is not a valid mobile number"));

    private final List<SentSms> messages = new CopyOnWriteArrayList<>();
    private final Queue<Callback> pending = new ConcurrentLinkedQueue<>();
    private final Queue<Misbehaviour> misbehaviours = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> undeliverable = new ConcurrentHashMap<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean holds;
    private volatile boolean silent;
    private final Clock clock;
    private final TwilioWebhooks webhooks;
    private final TwilioServer server;

    /** One SMS that it took. */
    public record SentSms(String sid, String to, String from, String body, Instant at, URI statusCallback) {}

    /** Twilio's error: HTTP status, code, message. */
    record Refusal(int status, int code, String message) {}

    /** What goes wrong with one request. {@code status} 0 cuts the connection; null answers as it should. */
    record Misbehaviour(Duration delay, boolean accepts, Integer status, Integer retryAfter, boolean callsBackFirst) {

        Misbehaviour(Duration delay, boolean accepts, Integer status, Integer retryAfter) {
            this(delay, accepts, status, retryAfter, false);
        }
    }

    private record Callback(SentSms message, String status, Integer errorCode) {}

    /** Listens on {@code port} of the loopback; 0 takes any free one. */
    public TwilioStandIn(Clock clock, int port) {
        this(clock, port, UnaryOperator.identity());
    }

    /** {@code route} says where a public address is really reached, as a proxy in front of the product would. */
    public TwilioStandIn(Clock clock, int port, UnaryOperator<URI> route) {
        this.clock = clock;
        this.webhooks = new TwilioWebhooks(AUTH_TOKEN, route);
        this.server = new TwilioServer(this, port);
    }

    /** What TWILIO_BASE_URL must be. */
    public URI baseUrl() {
        return server.address();
    }

    /** Every SMS it took, oldest first. */
    public List<SentSms> messages() {
        return List.copyOf(messages);
    }

    /** How many times a message was posted, taken or not. */
    public int attempts() {
        return attempts.get();
    }

    /** The next post is answered with this status and not taken. */
    public void failNext(int status) {
        misbehaviours.add(new Misbehaviour(Duration.ZERO, false, status, null));
    }

    /** The next post is answered 429. */
    public void tooManyNext(int retryAfterSeconds) {
        misbehaviours.add(new Misbehaviour(Duration.ZERO, false, 429, retryAfterSeconds));
    }

    /** The next post is taken, and answered with this status all the same. */
    public void failNextAfterAccepting(int status) {
        misbehaviours.add(new Misbehaviour(Duration.ZERO, true, status, null));
    }

    /** The next post is taken, and the connection cut before an answer. */
    public void cutNextAfterAccepting() {
        misbehaviours.add(new Misbehaviour(Duration.ZERO, true, 0, null));
    }

    /** The next post is taken and answered only after {@code delay} of real time. */
    public void delayNext(Duration delay) {
        misbehaviours.add(new Misbehaviour(delay, true, null, null));
    }

    /** The next post is taken, and what became of it called back before it is answered. */
    public void callBackNextBeforeAnswering() {
        misbehaviours.add(new Misbehaviour(Duration.ZERO, true, null, null, true));
    }

    /** From now on nothing is called back by itself. */
    public void holdCallbacks() {
        holds = true;
    }

    /** From now on whoever asks about messages gets no answer. */
    public void answerNoQuestions() {
        silent = true;
    }

    boolean answersQuestions() {
        return !silent;
    }

    /** What is sent to this number from now on is called back as undelivered with this error code. */
    public void cannotDeliverTo(String to, int errorCode) {
        undeliverable.put(to, errorCode);
    }

    /** Whether callbacks wait for {@link #deliverCallbacks}. */
    public boolean hasPendingCallbacks() {
        return !holds && !pending.isEmpty();
    }

    /** Posts the waiting callbacks in order; answers the HTTP status of each. */
    public List<Integer> deliverCallbacks() {
        List<Integer> answers = new ArrayList<>();
        for (Callback next = next(); next != null; next = next()) {
            answers.add(post(next));
        }
        return answers;
    }

    private Callback next() {
        return holds ? null : pending.poll();
    }

    /** Posts one callback for a message, whatever waits: for callbacks that are late, early or repeated. */
    public int callBack(SentSms message, String status, Integer errorCode) {
        return post(new Callback(message, status, errorCode));
    }

    private int post(Callback callback) {
        return webhooks.status(callback.message(), callback.status(), callback.errorCode());
    }

    /** A person's SMS arrives: posts it to the product's public address; answers the HTTP status. */
    public int receive(URI product, String from, String body) {
        return webhooks.inbound(product, TwilioSids.next("SM"), from, body);
    }

    /** The same with a given SID, for one that Twilio posts again. */
    public int receive(URI product, String sid, String from, String body) {
        return webhooks.inbound(product, sid, from, body);
    }

    /** Forgets everything. */
    public void reset() {
        messages.clear();
        pending.clear();
        misbehaviours.clear();
        undeliverable.clear();
        attempts.set(0);
        holds = false;
        silent = false;
    }

    /** A post arrived: what is to go wrong with it. */
    Misbehaviour nextMisbehaviour() {
        attempts.incrementAndGet();
        return Optional.ofNullable(misbehaviours.poll())
                .orElseGet(() -> new Misbehaviour(Duration.ZERO, true, null, null));
    }

    /** Why a number is refused, for Twilio's magic numbers. */
    static Optional<Refusal> refusal(String to) {
        return Optional.ofNullable(MAGIC.get(to));
    }

    /** Takes a message and queues its callbacks. */
    SentSms accept(String to, String body, String statusCallback) {
        URI callback = statusCallback == null ? null : URI.create(statusCallback);
        SentSms message = new SentSms(TwilioSids.next("SM"), to, FROM, body, clock.instant(), callback);
        messages.add(message);
        if (callback != null) {
            Integer error = undeliverable.get(to);
            pending.add(new Callback(message, "sent", null));
            pending.add(new Callback(message, error == null ? "delivered" : "undelivered", error));
        }
        return message;
    }

    @Override
    public void close() {
        server.close();
    }
}
