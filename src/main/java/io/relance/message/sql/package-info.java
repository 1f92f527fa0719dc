/** What the room's statements are made of: files, columns of many rows, moments. */
package io.relance.message.sql;
