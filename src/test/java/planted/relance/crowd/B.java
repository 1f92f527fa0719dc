package planted.relance.crowd;

public class B {}
