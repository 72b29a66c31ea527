package dev.yera.event.block;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The block types of the protocol: name, and reader of {@code data}. */
public enum BlockType {
  MARKDOWN(Markdown.TYPE, Markdown::read),
  TEXT(Text.TYPE, Text::read),
  TERMINAL(Terminal.TYPE, Terminal::read),
  TABLE(Table.TYPE, Table::read),
  BAR_CHART(BarChart.TYPE, BarChart::read),
  LINE_CHART(LineChart.TYPE, LineChart::read),
  CHART(VegaChart.TYPE, VegaChart::read),
  CODE(Code.TYPE, Code::read),
  JSON(JsonValue.TYPE, JsonValue::read),
  METRIC(Metric.TYPE, Metric::read),
  IMAGE(Image.TYPE, Image::read),
  AUDIO(Audio.TYPE, Audio::read),
  VIDEO(Video.TYPE, Video::read),
  FILE(FileBlock.TYPE, FileBlock::read),
  TEXT_INPUT(TextInput.TYPE, TextInput::read),
  NUMBER_INPUT(NumberInput.TYPE, NumberInput::read),
  BUTTONS(Buttons.TYPE, Buttons::read),
  SELECT(Select.TYPE, Select::read),
  CHECKBOX(Checkbox.TYPE, Checkbox::read),
  SLIDER(Slider.TYPE, Slider::read),
  DATE_PICKER(DatePicker.TYPE, DatePicker::read),
  FILE_INPUT(FileInput.TYPE, FileInput::read),
  CHAT_INPUT(ChatInput.TYPE, ChatInput::read),
  ACTION(Action.TYPE, Action::read),
  SPINNER(Spinner.TYPE, Spinner::read),
  PROGRESS(ProgressBar.TYPE, ProgressBar::read),
  NOTICE(Notice.TYPE, Notice::read),
  COLUMNS(Columns.TYPE, Columns::read),
  CONTAINER(Container.TYPE, Container::read),
  TABS(Tabs.TYPE, Tabs::read),
  EXPANDER(Expander.TYPE, Expander::read),
  FORM(FormBlock.TYPE, FormBlock::read),
  ANSWER(Answer.TYPE, Answer::read),
  INTERRUPT(Interrupt.TYPE, Interrupt::read),
  FEEDBACK(Feedback.TYPE, Feedback::read),
  SYS_PROMPT(SysPrompt.TYPE, SysPrompt::read),
  START(Start.TYPE, Start::read),
  EXIT(Exit.TYPE, Exit::read);

  private static final Map<String, BlockType> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(type -> type.wireName, type -> type));

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
  private final Function<Members, Block> reader;

  BlockType(String wireName, Function<Members, Block> reader) {
    this.wireName = wireName;
    this.reader = reader;
  }

  /** Its name on the wire. */
  public String wireName() {
    return wireName;
  }

  /** The type of this name; empty if the protocol has none. */
  public static Optional<BlockType> of(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }

  /** Reads a block from these members of {@code data}. */
  public Block read(Members data) {
    return reader.apply(data);
  }
}
