package dev.yera.event.block;

import java.util.Map;

/**
 * The content of an event: one record for each block type of {@code protocol.md}, and {@link
 * UnknownBlock} for all others. Immutable.
 */
public sealed interface Block
    permits Markdown,
        Text,
        Terminal,
        Table,
        BarChart,
        LineChart,
        VegaChart,
        Code,
        JsonValue,
        Metric,
        Image,
        Audio,
        Video,
        FileBlock,
        Prompt,
        Action,
        Spinner,
        ProgressBar,
        Notice,
        Columns,
        Container,
        Tabs,
        Expander,
        FormBlock,
        Answer,
        Interrupt,
        Feedback,
        SysPrompt,
        Start,
        Exit,
        UnknownBlock {

  /** The {@code block_type} on the wire, e.g. {@code text_input}. */
  String blockType();

  /** The {@code event_class} of such an event. */
  EventClass eventClass();

  /** The members of {@code data} that this block type defines, in the protocol's order. */
  Map<String, Object> members();
}
