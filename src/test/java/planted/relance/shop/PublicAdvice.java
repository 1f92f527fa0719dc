package planted.relance.shop;

import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
public class PublicAdvice {}
