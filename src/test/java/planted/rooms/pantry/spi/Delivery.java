package planted.rooms.pantry.spi;

public interface Delivery {}
