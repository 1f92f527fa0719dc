package planted.rooms.kitchen;

import planted.rooms.cellar.Wine;
import planted.rooms.pantry.Flour;

class Sauce {

    Flour allowed;
    Wine overstepped;
}
