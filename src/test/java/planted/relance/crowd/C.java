package planted.relance.crowd;

public class C {}
