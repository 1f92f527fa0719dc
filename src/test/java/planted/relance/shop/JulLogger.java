package planted.relance.shop;

import java.util.logging.Logger;

public class JulLogger {

    Logger log = Logger.getLogger("planted");
}
