package planted.relance.shop;

import org.springframework.beans.factory.annotation.Value;

public class ValueInjected {

    @Value("planted")
    String injected;
}
