/**
 * The block types of the contract (section 3), one record each, and how each is read from the
 * members of its {@code data}. Knows JSON, not the events that carry a block.
 */
package dev.yera.event.block;
