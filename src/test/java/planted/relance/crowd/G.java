package planted.relance.crowd;

class G {}
