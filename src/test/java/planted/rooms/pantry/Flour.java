package planted.rooms.pantry;

public class Flour {}
