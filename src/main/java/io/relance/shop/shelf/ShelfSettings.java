package io.relance.shop.shelf;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may change the shelf.
 *
 * @param catalogSources RELANCE_SHOP_CATALOG_SOURCES, names of write keys; none by default, since the key of a shop's
 *     pages is known to every visitor, who must not be able to make prices
 */
@ConfigurationProperties("relance.shop")
record ShelfSettings(@DefaultValue({}) Set<String> catalogSources) {}
