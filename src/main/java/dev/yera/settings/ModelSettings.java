package dev.yera.settings;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A language model of this server, from the settings {@code yera.llm.<name>.…}. No record: nothing
 * prints its key by accident. Immutable.
 */
public final class ModelSettings {
  private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /** Of what is paid: a millionth of what the prices are in. */
  private static final int PLACES = 6;

  private static final String PREFIX = "yera.llm.";

  private final String name;
  private final ModelVendor vendor;
  private final URI baseUrl;
  private final String model;
  private final String key;
  private final Optional<Path> keyFile;
  private final Optional<BigDecimal> inputPrice;
  private final Optional<BigDecimal> outputPrice;

  private ModelSettings(
      String name,
      ModelVendor vendor,
      URI baseUrl,
      String model,
      String key,
      Optional<Path> keyFile,
      Optional<BigDecimal> inputPrice,
      Optional<BigDecimal> outputPrice) {
    this.name = name;
    this.vendor = vendor;
    this.baseUrl = baseUrl;
    this.model = model;
    this.key = key;
    this.keyFile = keyFile;
    this.inputPrice = inputPrice;
    this.outputPrice = outputPrice;
  }

  /**
   * Reads the settings of a model.
   *
   * @throws BadSettingException if one is invalid, or missing; the message names it, and not the
   *     value of a key
   */
  static ModelSettings of(String name, Function<String, Optional<String>> source) {
    Function<String, Optional<String>> own =
        member ->
            source
                .apply(PREFIX + name + "." + member)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    String provider = own.apply("provider").orElse(ModelVendor.OPENAI.word());
    ModelVendor vendor =
        ModelVendor.of(provider)
            .orElseThrow(
                () ->
                    bad(
                        name,
                        "provider",
                        "\"%s\", but must be one of %s".formatted(provider, ModelVendor.words()),
                        null));
    String model =
        own.apply("model")
            .orElseThrow(() -> bad(name, "model", "missing: what the provider calls it", null));
    String key = own.apply("key").orElse("");
    Optional<String> file = own.apply("key-file");
    if (file.isPresent()) {
      try {
        key = Files.readString(Path.of(file.get())).strip();
      } catch (IOException e) {
        throw bad(name, "key-file", "a file that cannot be read: " + file.get(), e);
      }
      if (key.isEmpty()) {
        throw bad(name, "key-file", "a file that is empty: " + file.get(), null);
      }
    }
    if (key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw bad(name, "key", "no key: it has a space or what is not ASCII", null);
    }
    return new ModelSettings(
        name,
        vendor,
        baseUrl(name, own.apply("base-url").or(vendor::baseUrl)),
        model,
        key,
        file.map(Path::of),
        price(name, "input-price", own),
        price(name, "output-price", own));
  }

  private static Optional<BigDecimal> price(
      String name, String member, Function<String, Optional<String>> own) {
    Optional<String> text = own.apply(member);
    if (text.isPresent() && !PRICE.matcher(text.get()).matches()) {
      throw bad(name, member, "no price of a million tokens, like 0.25", null);
    }
    return text.map(BigDecimal::new);
  }

  private static URI baseUrl(String name, Optional<String> said) {
    String text =
        said.orElseThrow(() -> bad(name, "base-url", "missing: this provider has none", null));
    try {
      URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean isFit =
          ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
              && url.getHost() != null
              && url.getUserInfo() == null
              && url.getQuery() == null
              && url.getFragment() == null;
      if (isFit) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw bad(name, "base-url", "no address", null); // whose words may have a password
    }
    throw bad(
        name,
        "base-url",
        "no http: or https: address without a user, a query and a fragment",
        null);
  }

  private static BadSettingException bad(
      String name, String member, String problem, Exception cause) {
    return new BadSettingException(PREFIX + name + "." + member + " is " + problem, cause);
  }

  /** What apps call it. */
  public String name() {
    return name;
  }

  /** The address that paths such as {@code /chat/completions} are added to. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** What the provider calls it. */
  public String model() {
    return model;
  }

  /** The provider's key, which is for nobody else; empty for none. */
  public String key() {
    return key;
  }

  /** Its settings by their names, as operators may see them: without the key. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("provider", vendor.word());
    shown.put("base-url", baseUrl.toString());
    shown.put("model", model);
    shown.put("key", key.isEmpty() || keyFile.isPresent() ? "" : Settings.HIDDEN);
    shown.put("key-file", keyFile.map(Path::toString).orElse(""));
    shown.put("input-price", inputPrice.map(BigDecimal::toPlainString).orElse(""));
    shown.put("output-price", outputPrice.map(BigDecimal::toPlainString).orElse(""));
    Map<String, String> named = new LinkedHashMap<>();
    shown.forEach((member, value) -> named.put(PREFIX + name + "." + member, value));
    return named;
  }

  /** The file that has it, if it is in one. */
  Optional<Path> keyFile() {
    return keyFile;
  }

  /**
   * What these tokens cost, in {@link LlmSettings#LLM_CURRENCY}; empty if there are no prices. One
   * without a price of its own costs nothing.
   *
   * @param input that the model was told
   * @param output that it said
   */
  public Optional<Double> cost(long input, long output) {
    if (inputPrice.isEmpty() && outputPrice.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal all =
        inputPrice
            .orElse(BigDecimal.ZERO)
            .multiply(BigDecimal.valueOf(input))
            .add(outputPrice.orElse(BigDecimal.ZERO).multiply(BigDecimal.valueOf(output)));
    return Optional.of(all.divide(MILLION, PLACES, RoundingMode.HALF_UP).doubleValue());
  }

  /** The name of the header that its key is sent in. */
  public String keyHeader() {
    return vendor.hasKeyOfItsOwn() ? "api-key" : "Authorization";
  }

  /** What that header says, which is for nobody else. */
  public String keyValue() {
    return vendor.hasKeyOfItsOwn() ? key : "Bearer " + key;
  }

  /** Whether it tells the tokens of a stream when it is asked to, and takes that. */
  public boolean isAskedForTokens() {
    return vendor.isAskedForTokens();
  }

  /** For operators: without the key. */
  @Override
  public String toString() {
    return "%s (%s at %s, %s)".formatted(name, model, baseUrl, vendor.word());
  }
}
