package dev.yera.catalog;

import dev.yera.app.Width;
import dev.yera.app.call.MisfitException;
import dev.yera.app.call.Parameter;
import dev.yera.app.call.ParameterType;
import dev.yera.event.block.Exit;
import dev.yera.event.json.MalformedJsonException;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import dev.yera.sandbox.Needs;
import io.github.classgraph.AnnotationEnumValue;
import io.github.classgraph.AnnotationInfo;
import io.github.classgraph.BaseTypeSignature;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ClassRefTypeSignature;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.MethodParameterInfo;
import io.github.classgraph.ScanResult;
import io.github.classgraph.TypeArgument;
import io.github.classgraph.TypeSignature;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an {@code @App} method from its byte code; the server loads no class of an app. */
final class ScannedMethod {
  private final ScanResult scan;
  private final MethodInfo method;

  ScannedMethod(ScanResult scan, MethodInfo method) {
    this.scan = scan;
    this.method = method;
  }

  /** The app id that the method would have. */
  String identifier() {
    return method.getClassName().replace('$', '.') + "." + method.getName();
  }

  /** Class and method, for messages. */
  String place() {
    return method.getClassName() + "." + method.getName();
  }

  /**
   * Reads the app.
   *
   * @throws BrokenAppException if the method cannot be an app
   */
  JavaApp read(List<Path> classPath) {
    if (!method.isStatic()) {
      throw new BrokenAppException(AppFault.NOT_STATIC.with());
    }
    AnnotationInfo annotation = method.getAnnotationInfo(dev.yera.app.App.class);
    String identifier = identifier();
    if (!AppId.isValid(identifier)) {
      throw new BrokenAppException(AppFault.NO_ID.with(identifier));
    }
    String name = text(annotation, "name");
    return new JavaApp(
        new AppId(identifier),
        name.isEmpty() ? spoken(method.getName()) : name,
        text(annotation, "description"),
        parameters(),
        wireName(method.getTypeSignatureOrTypeDescriptor().getResultType()),
        clock(annotation, "away"),
        clock(annotation, "idle"),
        groups(annotation),
        needs(annotation),
        width(annotation),
        classPath,
        Optional.empty(),
        place());
  }

  private List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (MethodParameterInfo info : method.getParameterInfo()) {
      Parameter parameter = parameter(info, parameters.size() + 1);
      if (!names.add(parameter.name())) {
        throw new BrokenAppException(AppFault.SAME_NAMES.with(parameter.name()));
      }
      parameters.add(parameter);
    }
    return List.copyOf(parameters);
  }

  private Parameter parameter(MethodParameterInfo info, int place) {
    AnnotationInfo param = info.getAnnotationInfo(dev.yera.app.Param.class);
    String given = param == null ? "" : text(param, "name");
    String name = given.isEmpty() ? info.getName() : given;
    if (name == null) {
      throw new BrokenAppException(AppFault.NO_NAME.with(place));
    }
    TypeSignature signature =
        info.getTypeSignature() == null ? info.getTypeDescriptor() : info.getTypeSignature();
    Optional<TypeSignature> optional = argumentOf(signature, "java.util.Optional");
    ParameterType type = type(name, optional.orElse(signature));
    String description = param == null ? "" : text(param, "description");
    String fallback = param == null ? dev.yera.app.Param.NO_DEFAULT : text(param, "defaultValue");
    if (!fallback.equals(dev.yera.app.Param.NO_DEFAULT)) {
      return new Parameter(name, description, type, true, defaultValue(name, type, fallback));
    }
    return optional.isPresent()
        ? new Parameter(name, description, type, true, null)
        : Parameter.required(name, description, type);
  }

  private static Object defaultValue(String name, ParameterType type, String text) {
    try {
      return type.read(text);
    } catch (MisfitException e) {
      throw new BrokenAppException(AppFault.DEFAULT.with(name, e.reason()));
    } catch (MalformedJsonException e) {
      Reason problem = ReasonKey.NO_JSON.with(e.getMessage());
      throw new BrokenAppException(AppFault.DEFAULT.with(name, problem));
    }
  }

  private ParameterType type(String name, TypeSignature signature) {
    Optional<TypeSignature> element = argumentOf(signature, "java.util.List");
    if (element.isPresent()) {
      return scalar(name, element.get()).asList();
    }
    return scalar(name, signature);
  }

  private ParameterType scalar(String name, TypeSignature signature) {
    return ParameterType.ofJava(javaName(signature)).orElseGet(() -> choice(name, signature));
  }

  private ParameterType choice(String name, TypeSignature signature) {
    ClassInfo type = scan.getClassInfo(javaName(signature));
    if (type == null || !type.isEnum()) {
      throw new BrokenAppException(ParameterType.unsupported(name, signature.toString()));
    }
    return ParameterType.choice(type.getEnumConstants().getNames());
  }

  /**
   * The type name that an exit event would use: the protocol's name, else the class name without
   * package.
   */
  private String wireName(TypeSignature result) {
    String java = javaName(result);
    if (java.equals("void")) {
      return Exit.NO_VALUE;
    }
    try {
      return type("the result", result).wireName();
    } catch (BrokenAppException noContractType) {
      return java.substring(Math.max(java.lastIndexOf('.'), java.lastIndexOf('$')) + 1);
    }
  }

  private static String javaName(TypeSignature signature) {
    if (signature instanceof BaseTypeSignature base) {
      return base.getTypeStr();
    }
    return signature instanceof ClassRefTypeSignature reference
        ? reference.getFullyQualifiedClassName()
        : signature.toString();
  }

  private static Optional<TypeSignature> argumentOf(TypeSignature signature, String generic) {
    if (signature instanceof ClassRefTypeSignature reference
        && reference.getFullyQualifiedClassName().equals(generic)
        && reference.getTypeArguments().size() == 1) {
      TypeArgument argument = reference.getTypeArguments().get(0);
      return Optional.ofNullable(argument.getTypeSignature());
    }
    return Optional.empty();
  }

  private static Optional<Duration> clock(AnnotationInfo annotation, String name) {
    String text = text(annotation, name);
    return text.isEmpty() ? Optional.empty() : Optional.of(Description.clock(name, text));
  }

  private static Set<String> groups(AnnotationInfo annotation) {
    return Set.copyOf(List.of((String[]) annotation.getParameterValues(true).getValue("groups")));
  }

  private static Needs needs(AnnotationInfo annotation) {
    Map<String, Object> limits = new HashMap<>();
    limits.put(OwnLimits.MEMORY, text(annotation, "memory"));
    limits.put(OwnLimits.CPU_TIME, text(annotation, "cpuTime"));
    limits.put(OwnLimits.FILE_SIZE, text(annotation, "fileSize"));
    limits.put(OwnLimits.DISK, text(annotation, "disk"));
    limits.put(OwnLimits.PROCESSES, number(annotation, "processes"));
    limits.put(OwnLimits.OPEN_FILES, number(annotation, "openFiles"));
    limits.values().removeIf(value -> value.equals("") || value.equals(0));
    return new Needs(new OwnLimits(limits).read(), OwnLimits.network(text(annotation, "network")));
  }

  private static Width width(AnnotationInfo annotation) {
    AnnotationEnumValue value =
        (AnnotationEnumValue) annotation.getParameterValues(true).getValue("width");
    return Width.valueOf(value.getValueName());
  }

  private static Integer number(AnnotationInfo annotation, String member) {
    return (Integer) annotation.getParameterValues(true).getValue(member);
  }

  private static String text(AnnotationInfo annotation, String member) {
    return (String) annotation.getParameterValues(true).getValue(member);
  }

  /** {@code longTask} is "Long task". */
  private static String spoken(String methodName) {
    String words = methodName.replace('_', ' ').replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
    return words.substring(0, 1).toUpperCase(Locale.ROOT)
        + words.substring(1).toLowerCase(Locale.ROOT);
  }
}
