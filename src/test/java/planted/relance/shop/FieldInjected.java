package planted.relance.shop;

import org.springframework.beans.factory.annotation.Autowired;

public class FieldInjected {

    @Autowired
    Object injected;
}
