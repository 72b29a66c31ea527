package dev.yera.operation;

import dev.yera.cluster.Cluster;
import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import dev.yera.session.SessionService;
import dev.yera.settings.Settings;
import dev.yera.settings.StoreSettings;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What somebody elsewhere needs who is to find out what is wrong with a server, in one file.
 * Nothing of what sessions said or were answered is in it, no argument of an app, and no secret.
 */
@ApplicationScoped
public class SupportFile {
  @EJB private SessionService service;
  @Inject private Settings settings;
  @Inject private Cluster cluster;
  @Inject private Metrics metrics;
  @Inject private RecentLog log;
  @Inject private ServletContext context;

  /** As it is now, a zip. */
  byte[] make() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("server.json", Json.text(server()));
    parts.put("settings.txt", settings());
    parts.put("metrics.txt", metrics.scrape(Metrics.OPEN_METRICS));
    parts.put("log.txt", String.join("\n", log.lines()) + "\n");
    parts.put("threads.txt", threads());
    parts.put("processes.txt", ProcessTrees.now());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no disk below it
    }
    return bytes.toByteArray();
  }

  private Map<String, Object> server() {
    RuntimeMXBean java = ManagementFactory.getRuntimeMXBean();
    Runtime here = Runtime.getRuntime();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("at", Timestamps.format(Instant.now()));
    members.put("version", Cluster.version());
    members.put("node_id", cluster.node().orElse(null));
    members.put("container", context.getServerInfo());
    members.put("java", java.getVmName() + " " + java.getVmVersion());
    members.put("system", system("os.name") + " " + system("os.version"));
    members.put("architecture", system("os.arch"));
    members.put("processors", here.availableProcessors());
    members.put("heap_bytes", here.totalMemory() - here.freeMemory());
    members.put("max_heap_bytes", here.maxMemory());
    members.put("up", Duration.ofMillis(java.getUptime()).toString());
    members.put("sandbox", service.gauges().sandbox());
    members.put("store", settings.get(StoreSettings.STORE).kind().name());
    members.put("store_trouble", service.gauges().storeTrouble().orElse(null));
    members.put("stopping", service.isStopping());
    members.put("sessions_with_processes", service.gauges().running());
    members.put("clock_failures", service.gauges().clockFailures());
    return members;
  }

  private static String system(String property) {
    return System.getProperty(property, "?");
  }

  /** As in a file of properties; what is not set is a comment. */
  private String settings() {
    StringBuilder text = new StringBuilder();
    for (Settings.Line each : settings.lines()) {
      text.append(each.origin().isPresent() ? "" : "# ")
          .append(each.key())
          .append('=')
          .append(each.value().replace("\n", " "))
          .append('\n');
    }
    return text.toString();
  }

  private static String threads() {
    StringBuilder text = new StringBuilder();
    for (ThreadInfo each : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
      text.append('"').append(each.getThreadName()).append("\" ").append(each.getThreadState());
      if (each.getLockName() != null) {
        text.append(" on ").append(each.getLockName());
      }
      if (each.getLockOwnerName() != null) {
        text.append(" of \"").append(each.getLockOwnerName()).append('"');
      }
      text.append('\n');
      for (StackTraceElement frame : each.getStackTrace()) {
        text.append("    ").append(frame).append('\n');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
