/** What the addresses in messages are made of: seals, sealed tokens, and short addresses. */
package io.relance.message.link;
