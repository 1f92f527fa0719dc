/** What a message says: templates are checked and compiled when they are published, filled in for each person. */
package io.relance.message.content;
