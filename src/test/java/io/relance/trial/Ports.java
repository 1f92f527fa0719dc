package io.relance.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds out early, and says clearly, that a port cannot be had. */
class Ports {

    private Ports() {}

    /**
     * The port this setting asks for; any free one for 0.
     *
     * @throws TrialRefused when it is no port or taken
     */
    static int of(String setting, String value) {
        int port = number(setting, value);
        try (var socket = new ServerSocket(port)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw TrialRefused.portTaken(setting, port);
        }
    }

    /** A port nobody listens on now. */
    static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(String setting, String value) {
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, like a number that is no port
        }
        throw TrialRefused.notAPort(setting, value);
    }
}
