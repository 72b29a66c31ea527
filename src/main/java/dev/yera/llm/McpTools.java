package dev.yera.llm;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.yera.app.Progress;
import dev.yera.app.Yera;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tools of a server that speaks MCP, for {@link Model#tools}: a program of the app's own, or one
 * elsewhere. It is asked which there are when a model is first told of them. A program is a child
 * of the app's process: it is confined as the app is, and ends with it. For one app's thread.
 */
public final class McpTools implements AutoCloseable {
  private static final Duration USUAL = Duration.ofSeconds(60);
  private static final Duration BEGINNING = Duration.ofSeconds(30);
  private static final String SILENT = "The tool did not answer in time.";

  private final String name;
  private final Duration beginning;
  private final Duration patience;
  private final Map<String, String> headers;
  private final List<String> command;
  private final String url;
  private McpTransport transport;
  private McpClient client;

  private McpTools(
      String name,
      List<String> command,
      String url,
      Map<String, String> headers,
      Duration beginning,
      Duration patience) {
    this.name = name;
    this.command = command;
    this.url = url;
    this.headers = headers;
    this.beginning = beginning;
    this.patience = patience;
  }

  /**
   * Those of a program, which reads and writes them on its standard streams. Its environment and
   * its working folder are the app's.
   *
   * @param words the program and its arguments; no shell looks at them
   */
  public static McpTools byCommand(String... words) {
    if (words.length == 0) {
      throw new IllegalArgumentException("byCommand: name a program");
    }
    String name = String.valueOf(Path.of(words[0]).getFileName());
    return new McpTools(name, List.of(words), null, Map.of(), BEGINNING, USUAL);
  }

  /**
   * Those of a server (MCP's "streamable HTTP"). An app without a network does not reach it.
   *
   * @param url http: or https:
   */
  public static McpTools byUrl(String url) {
    return new McpTools(URI.create(url).getHost(), null, url, Map.of(), BEGINNING, USUAL);
  }

  /** The same, which says this to a server by URL: {@code header("Authorization", …)}. */
  public McpTools header(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new McpTools(this.name, command, url, all, beginning, patience);
  }

  /** The same, whose tools have that long for an answer; 60 s otherwise. */
  public McpTools timeout(Duration patience) {
    return new McpTools(name, command, url, headers, beginning, patience);
  }

  /** The same, which has that long to begin. */
  McpTools beginning(Duration patience) {
    return new McpTools(name, command, url, headers, patience, this.patience);
  }

  /**
   * Which there are. The first time the user sees an action.
   *
   * @throws ModelException if the server cannot be had; it is tried again the next time
   */
  List<ToolSpecification> specifications() {
    if (client != null && isAlive()) {
      return failing(client::listTools);
    }
    Progress action = Yera.action("Tools of " + name);
    try (action) {
      List<ToolSpecification> tools = connected(action);
      action.complete(
          tools.stream().map(ToolSpecification::name).collect(Collectors.joining(", ")));
      return tools;
    }
  }

  /** Within the action: what is said after it has ended is not shown. */
  private List<ToolSpecification> connected(Progress action) {
    try {
      return failing(
          () -> {
            transport = transport();
            client = client(transport);
            return client.listTools();
          });
    } catch (ModelException e) {
      action.fail(e.getMessage());
      throw e;
    }
  }

  private boolean isAlive() {
    try {
      transport.checkHealth();
      return true;
    } catch (RuntimeException hasEnded) {
      close();
      return false;
    }
  }

  private <T> T failing(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      close();
      for (Throwable each = e; each != null; each = each.getCause()) {
        if (each instanceof InterruptedException) {
          Interrupts.throwAgain();
        }
      }
      throw new ModelException(
          ModelException.Reason.NO_TOOLS, "The tools of %s cannot be had.".formatted(name), e);
    }
  }

  private McpTransport transport() {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "tools of " + name);
              thread.setDaemon(true);
              return thread;
            });
    return command != null
        ? StdioMcpTransport.builder().command(command).executorService(threads).build()
        : StreamableHttpMcpTransport.builder()
            .url(url)
            .customHeaders(headers)
            .followRedirects(headers.isEmpty()) // or another server would be told them
            .timeout(patience)
            .executor(threads)
            .build();
  }

  private McpClient client(McpTransport over) {
    return DefaultMcpClient.builder()
        .transport(over)
        .clientName("yera")
        .initializationTimeout(beginning)
        .toolExecutionTimeout(patience)
        .toolExecutionTimeoutErrorMessage(SILENT)
        .autoHealthCheck(false)
        .build();
  }

  /**
   * Uses one. What is stopped, or does not answer, may go on for ever: its program is ended, and
   * begins again with the next use.
   *
   * @throws RuntimeException if it fails; the message says why
   */
  String use(ToolExecutionRequest request) {
    if (client == null) {
      specifications();
    }
    String result;
    try {
      result = client.executeTool(request).resultText();
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        close();
      }
      throw e;
    }
    if (SILENT.equals(result)) {
      close();
      throw new IllegalStateException(SILENT);
    }
    return result;
  }

  /** Ends its program, if it is one. The end of the app does it, too. */
  @Override
  public void close() {
    McpTransport open = transport;
    transport = null;
    client = null;
    boolean hasBegun =
        open instanceof StdioMcpTransport program ? program.getProcess() != null : open != null;
    if (hasBegun) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
