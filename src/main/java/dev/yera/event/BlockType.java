package dev.yera.event;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The block types of the contract: name, class, and how {@code data} becomes a {@link Block}. */
enum BlockType {
  MARKDOWN(Markdown.TYPE, EventClass.CONTENT, Markdown::read),
  TEXT(Text.TYPE, EventClass.CONTENT, Text::read),
  TABLE(Table.TYPE, EventClass.CONTENT, Table::read),
  BAR_CHART(BarChart.TYPE, EventClass.CONTENT, BarChart::read),
  LINE_CHART(LineChart.TYPE, EventClass.CONTENT, LineChart::read),
  TEXT_INPUT(TextInput.TYPE, EventClass.PROMPT, TextInput::read),
  BUTTONS(Buttons.TYPE, EventClass.PROMPT, Buttons::read),
  SLIDER(Slider.TYPE, EventClass.PROMPT, Slider::read),
  DATE_PICKER(DatePicker.TYPE, EventClass.PROMPT, DatePicker::read),
  ACTION(Action.TYPE, EventClass.PROGRESS, Action::read),
  SPINNER(Spinner.TYPE, EventClass.PROGRESS, Spinner::read),
  COLUMNS(Columns.TYPE, EventClass.STRUCTURE, Columns::read),
  CONTAINER(Container.TYPE, EventClass.STRUCTURE, Container::read),
  FORM(Form.TYPE, EventClass.STRUCTURE, Form::read),
  ANSWER(Answer.TYPE, EventClass.CONTROL, Answer::read),
  SYS_PROMPT(SysPrompt.TYPE, EventClass.CONTEXT, SysPrompt::read),
  START(Start.TYPE, EventClass.LIFECYCLE, Start::read),
  EXIT(Exit.TYPE, EventClass.LIFECYCLE, Exit::read);

  private static final Map<String, BlockType> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(type -> type.wireName, type -> type));

  final String wireName;
  final EventClass eventClass;

  @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
  private final Function<Members, Block> reader;

  BlockType(String wireName, EventClass eventClass, Function<Members, Block> reader) {
    this.wireName = wireName;
    this.eventClass = eventClass;
    this.reader = reader;
  }

  static Optional<BlockType> of(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }

  Block read(Members data) {
    return reader.apply(data);
  }
}
