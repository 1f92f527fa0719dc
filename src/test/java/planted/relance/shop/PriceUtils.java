package planted.relance.shop;

public class PriceUtils {}
