package planted.relance.shop;

import org.springframework.web.bind.annotation.RestController;

@RestController
public class PublicController {}
