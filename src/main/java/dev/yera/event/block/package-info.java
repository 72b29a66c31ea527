/**
 * The block types of {@code protocol.md}, one record each, with readers of their {@code data}. May
 * depend on JSON, but not on the events that carry a block.
 */
package dev.yera.event.block;
