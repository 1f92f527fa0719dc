package io.relance.pressure.hearing;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where people live who say nothing else. */
@ConfigurationProperties("relance")
record Home(@DefaultValue Shop shop, @DefaultValue Contact contact) {

    /** @param timezone RELANCE_SHOP_TIMEZONE */
    record Shop(@DefaultValue("Europe/Paris") ZoneId timezone) {}

    /** @param country RELANCE_CONTACT_COUNTRY; its form is checked where contacts are read */
    record Contact(@DefaultValue("FR") String country) {}
}
