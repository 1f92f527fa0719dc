package planted.relance.shared;

import planted.relance.shop.PriceUtils;

public class Gossip {

    PriceUtils otherRoom;
}
