/** E-mail that comes back: the mailbox it is read from, and what bounces and complaints mean. */
package io.relance.channel.email.returned;
