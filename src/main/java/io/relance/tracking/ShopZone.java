package io.relance.tracking;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** RELANCE_SHOP_TIMEZONE: the calendar of people who say nothing else. */
@ConfigurationProperties("relance.shop")
record ShopZone(@DefaultValue("Europe/Paris") ZoneId timezone) {}
