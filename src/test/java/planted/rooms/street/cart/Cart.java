package planted.rooms.street.cart;

import planted.rooms.pantry.Flour;
import planted.rooms.pantry.spi.Delivery;
import planted.rooms.street.truck.Truck;

class Cart implements Delivery {

    Flour behindThePort;
    Truck neighbour;
}
