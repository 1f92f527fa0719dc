package io.relance.channel.email;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets of one connection that send at once, as waiting to fill a packet costs the 40 ms of a delayed
 * acknowledgement for every mail; and that hold back, while corked, what is to leave in one packet. TLS lies above.
 */
final class CorkedSockets extends SocketFactory {

    private static final int PACKET = 32 * 1024;

    private volatile Corked last;

    @Override
    public Socket createSocket() throws IOException {
        last = new Corked();
        last.setTcpNoDelay(true);
        return last;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    private Socket connected(InetSocketAddress address, InetSocketAddress from) throws IOException {
        Socket socket = createSocket();
        socket.bind(from);
        socket.connect(address);
        return socket;
    }

    /** From now on nothing leaves. */
    void cork() {
        if (last != null) {
            last.corked = true;
        }
    }

    /** What was held back leaves. */
    void uncork() throws IOException {
        if (last != null) {
            last.corked = false;
            last.getOutputStream().flush();
        }
    }

    /** Ends the connection at once, whoever waits for an answer on it. */
    void cut() throws IOException {
        if (last != null) {
            last.close();
        }
    }

    private static final class Corked extends Socket {

        private boolean corked;
        private OutputStream out;

        @Override
        public OutputStream getOutputStream() throws IOException {
            if (out == null) {
                out = new BufferedOutputStream(super.getOutputStream(), PACKET) {
                    @Override
                    public synchronized void flush() throws IOException {
                        if (!corked) {
                            super.flush();
                        }
                    }
                };
            }
            return out;
        }
    }
}
