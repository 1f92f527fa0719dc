package planted.rooms.cellar;

public class Wine {}
