package planted.rooms.street.truck;

public class Truck {}
