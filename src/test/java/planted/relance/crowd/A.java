package planted.relance.crowd;

public class A {}
