package dev.yera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.parallel.Execution;

/**
 * Test classes by their names; of those that run beside others, the ones in the browser, of which
 * one runs at a time, in turns with the ones that have a server of their own: at the end, by
 * themselves, they would leave a processor without work.
 */
public final class BrowserInTurns implements ClassOrderer {
  @Override
  public void orderClasses(ClassOrdererContext context) {
    List<ClassDescriptor> inTurns = new ArrayList<>();
    List<ClassDescriptor> pages = new ArrayList<>();
    List<ClassDescriptor> servers = new ArrayList<>();
    context.getClassDescriptors().stream()
        .sorted(Comparator.comparing(each -> each.getTestClass().getName()))
        .forEach(
            each -> {
              boolean isBesideOthers = each.isAnnotated(Execution.class);
              boolean isInBrowser = each.getTestClass().getName().endsWith("PageIT");
              (isInBrowser ? pages : isBesideOthers ? servers : inTurns).add(each);
            });
    for (int i = 0; i < Math.max(pages.size(), servers.size()); i++) {
      servers.stream().skip(i).limit(1).forEach(inTurns::add);
      pages.stream().skip(i).limit(1).forEach(inTurns::add);
    }
    context.getClassDescriptors().sort(Comparator.comparingInt(inTurns::indexOf));
  }
}
