package dev.yera.catalog;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Packs a folder of classes into a jar; the same classes give the same bytes, since a jar is
 * identified by its hash.
 */
final class ClassJar {
  private ClassJar() {}

  /** A jar of the files whose names, with slashes, match. */
  static byte[] of(Path folder, Predicate<String> wanted) throws IOException {
    Map<String, Path> entries = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                if (wanted.test(name)) {
                  entries.put(name, file);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      for (Map.Entry<String, Path> each : entries.entrySet()) {
        JarEntry entry = new JarEntry(each.getKey());
        entry.setTime(0);
        jar.putNextEntry(entry);
        jar.write(Files.readAllBytes(each.getValue()));
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
