package planted.relance.shop;

public class CouponManager {}
