package io.relance.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An SMTP server that takes mails as fast as they come, remembers them, and misbehaves when it is told to. */
public final class SmtpSink implements AutoCloseable {

    private final SinkJournal journal;
    private final boolean keepsBodies;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private volatile SinkBehaviour behaviour = SinkBehaviour.GOOD;
    private int port;
    private ServerSocket listening;

    /** Listens on a port of this machine; 0: on any that is free. */
    public SmtpSink(int port, Path journal, boolean keepsBodies) {
        this.port = port;
        this.journal = new SinkJournal(journal);
        this.keepsBodies = keepsBodies;
        listen();
    }

    /** From now on it behaves like this ({@link SinkBehaviour} knows the words); an empty text is good behaviour. */
    public synchronized void behave(String text) {
        behaviour = new SinkBehaviour(text);
        if (behaviour.refuse) {
            close();
        } else if (listening.isClosed()) {
            listen();
        }
    }

    /** Where it listens, now and whenever it listens again. */
    public int port() {
        return port;
    }

    /** How many mails have arrived. */
    public int count() {
        return journal.count();
    }

    /** The mails that have arrived, from the first but so many, in their order. */
    public List<Arrival> arrivals(int from) {
        journal.flush();
        return journal.from(from);
    }

    SinkBehaviour behaviour() {
        return behaviour;
    }

    boolean keepsBodies() {
        return keepsBodies;
    }

    void took(Arrival arrival) {
        journal.add(arrival);
    }

    private void listen() {
        try {
            listening = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
            port = listening.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(() -> accept(listening));
    }

    private void accept(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                clients.add(client);
                daemon(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            new SinkSession(this, client).talk();
        } catch (IOException gone) {
            // The client went without a word, as clients do.
        } finally {
            clients.remove(client);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "smtp sink");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        try {
            listening.close();
            for (Socket client : clients) {
                client.close();
            }
            journal.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
