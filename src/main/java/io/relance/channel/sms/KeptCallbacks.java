package io.relance.channel.sms;

import io.relance.message.spi.KeptByChannel;
import java.util.List;
import org.springframework.stereotype.Component;

/** Twilio's callbacks hold the number they are about, and so does what is counted from them. */
@Component
class KeptCallbacks implements KeptByChannel {

    @Override
    public List<Table> tables() {
        return List.of(new Table("channel_sms.callback", "message", "at, sid"));
    }

    @Override
    public List<Directory> directories() {
        return List.of(new Directory("channel_sms.unreachable", "number", "number"));
    }
}
