package planted.relance.crowd;

class F {}
