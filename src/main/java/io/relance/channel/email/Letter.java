package io.relance.channel.email;

/**
 * One e-mail as it leaves.
 *
 * @param from the envelope's sender
 * @param to the envelope's recipient
 * @param content headers and body, ended by CRLF
 */
record Letter(String from, String to, byte[] content) {

    /** Whether only a server that knows SMTPUTF8 (RFC 6531) can take it. */
    boolean international() {
        return to.chars().anyMatch(c -> c > 126);
    }
}
