/** What comes round with time: a birthday, the day of the first order, what is used up, who has not been seen for long. */
@org.springframework.modulith.NamedInterface("occasion")
package io.relance.shop.occasion;
