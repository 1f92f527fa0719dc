/**
 * The trial: the whole product on embedded real parts, with a demo shop, a mailbox and a clock that can be moved. Test
 * scope only; nothing of it is in the packaged jar.
 */
package io.relance.trial;
