package planted.relance.crowd;

public class D {}
