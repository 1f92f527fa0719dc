package planted.relance.crowd;

class E {}
