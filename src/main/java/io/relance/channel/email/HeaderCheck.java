package io.relance.channel.email;

import io.relance.message.spi.Outgoing;
import java.util.Objects;
import java.util.stream.Stream;

/** Nothing that becomes a header may hold a line break: what follows it would be a header of its own. */
final class HeaderCheck {

    private HeaderCheck() {}

    static boolean breaks(Outgoing message) {
        Stream<String> own = Stream.of(message.to(), message.toName(), message.subject(), message.messageId());
        Stream<String> extra =
                message.headers().entrySet().stream().flatMap(header -> Stream.of(header.getKey(), header.getValue()));
        return Stream.concat(own, extra)
                .filter(Objects::nonNull)
                .anyMatch(text -> text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0);
    }
}
