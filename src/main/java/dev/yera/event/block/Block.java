package dev.yera.event.block;

import java.util.Map;

/**
 * What an event says: one record for each block type of the contract (section 3), and {@link
 * UnknownBlock} for the others. Immutable.
 */
public sealed interface Block
    permits Markdown,
        Text,
        Table,
        BarChart,
        LineChart,
        TextInput,
        Buttons,
        Slider,
        DatePicker,
        Action,
        Spinner,
        Columns,
        Container,
        FormBlock,
        Answer,
        SysPrompt,
        Start,
        Exit,
        UnknownBlock {

  /** The {@code block_type} on the wire, e.g. {@code text_input}. */
  String blockType();

  /** The {@code event_class} of such an event. */
  EventClass eventClass();

  /** The members of {@code data} that this block type names, in the contract's order. */
  Map<String, Object> members();
}
