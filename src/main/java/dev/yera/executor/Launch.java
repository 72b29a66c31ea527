package dev.yera.executor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a process.
 *
 * @param command the program and its arguments
 * @param environment all that it gets, besides the mark
 * @param folder where it runs
 * @param announcesReady whether it says {@code ready} before it takes its start
 */
public record Launch(
    List<String> command, Map<String, String> environment, Path folder, boolean announcesReady) {}
