/** What people would like to have: what they asked for while there was none, what they looked at, at which price. */
package io.relance.shop.wish;
