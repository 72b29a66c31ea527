package dev.yera.library;

import dev.yera.server.MachineTrust;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.MavenSystemHome;
import eu.maveniverse.maven.mima.context.MavenUserHome;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsBuilder;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.AuthenticationDigest;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.repository.AuthenticationBuilder;

/**
 * Maven's repositories, through MIMA, which sets up Maven Resolver as {@code mvn} would be on this
 * machine (JBang resolves by it, too). For one thread.
 */
final class Repository implements AutoCloseable {
  /** A silent peer must not keep the thread for Maven's half hour, nor four times a minute. */
  private static final Map<String, Object> PATIENCE =
      Map.of(
          "aether.connector.connectTimeout",
          10_000,
          "aether.connector.requestTimeout",
          60_000,
          "aether.connector.http.retryHandler.count",
          1);

  /** What the files of libraries may ask for, without the environment and its secrets. */
  private static final List<String> KNOWN_TO_LIBRARIES =
      List.of("java.version", "java.specification.version", "os.name", "os.arch", "os.version");

  /** More than any app needs; a class path has to fit into a command. */
  static final int MOST_JARS = 500;

  private final Context context;
  private final DefaultRepositorySystemSession session;
  private final List<RemoteRepository> remotes;
  private final boolean saysOffline;

  /**
   * A jar of the local repository.
   *
   * @param name no other one's
   */
  record Jar(String name, Path file) {}

  /**
   * As these say, with all that they leave open as the settings of this machine say.
   *
   * @param limit on what is fetched
   */
  Repository(ContextOverrides maven, TransferLimit limit) {
    Map<String, Object> properties = new HashMap<>(PATIENCE);
    properties.putAll(maven.getConfigProperties());
    Maven runtime = new Maven();
    context =
        runtime.create(
            maven.toBuilder()
                .configProperties(properties)
                // Where from is the operator's to say, not a library's.
                .ignoreArtifactDescriptorRepositories(true)
                .build());
    saysOffline = runtime.isOffline || context.repositorySystemSession().isOffline();
    Map<String, String> system = new HashMap<>();
    KNOWN_TO_LIBRARIES.forEach(name -> system.put(name, System.getProperty(name)));
    session =
        new DefaultRepositorySystemSession(context.repositorySystemSession())
            .setSystemProperties(system)
            .setUserProperties(Map.of())
            .setTransferListener(limit);
    remotes =
        MachineTrust.context()
            .map(trust -> trusting(trust, context.remoteRepositories()))
            .orElse(context.remoteRepositories());
  }

  private static List<RemoteRepository> trusting(
      SSLContext trust, List<RemoteRepository> repositories) {
    List<RemoteRepository> trusting = new ArrayList<>();
    for (RemoteRepository each : repositories) {
      AuthenticationBuilder both = new AuthenticationBuilder();
      if (each.getAuthentication() != null) {
        both.addCustom(each.getAuthentication());
      }
      trusting.add(
          new RemoteRepository.Builder(each)
              .setAuthentication(both.addCustom(new Trust(trust)).build())
              .build());
    }
    return trusting;
  }

  private record Trust(SSLContext context) implements Authentication {
    @Override
    public void fill(AuthenticationContext to, String key, Map<String, String> data) {
      to.put(AuthenticationContext.SSL_CONTEXT, context);
    }

    /** It does not tell one user from another. */
    @Override
    public void digest(AuthenticationDigest digest) {
      digest.update("trust");
    }
  }

  /** MIMA overlooks {@code <offline>} of the settings. */
  private static final class Maven extends StandaloneStaticRuntime {
    private boolean isOffline;

    @Override
    protected Settings newEffectiveSettings(
        ContextOverrides overrides,
        MavenUserHome userHome,
        MavenSystemHome systemHome,
        SettingsBuilder builder)
        throws SettingsBuildingException {
      Settings settings = super.newEffectiveSettings(overrides, userHome, systemHome, builder);
      isOffline = settings.isOffline();
      return settings;
    }
  }

  /** Whether the settings forbid to fetch anything. */
  boolean saysOffline() {
    return saysOffline;
  }

  /**
   * The jars of these and of what they need at run time; of what two of them need in two versions,
   * the one nearer to them, as in Maven.
   *
   * @param isOffline whether to take only what the local repository has
   */
  List<Jar> resolve(List<Coordinates> wanted, boolean isOffline) throws UnresolvedException {
    session.setOffline(isOffline || saysOffline);
    CollectRequest collect = new CollectRequest();
    collect.setRepositories(remotes);
    List<Dependency> managed = new ArrayList<>();
    for (Coordinates each : wanted) {
      if (each.isBom()) {
        managed.addAll(versions(each));
      }
    }
    collect.setManagedDependencies(managed);
    for (Coordinates each : wanted) {
      if (!each.isBom()) {
        Artifact artifact = each.version().isEmpty() ? versioned(each, managed) : artifact(each);
        collect.addDependency(new Dependency(artifact, JavaScopes.RUNTIME));
      }
    }
    DependencyRequest request =
        new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
    try {
      Map<String, Jar> jars = new LinkedHashMap<>();
      for (ArtifactResult result :
          context.repositorySystem().resolveDependencies(session, request).getArtifactResults()) {
        Artifact artifact = result.getArtifact();
        if (artifact.getExtension().equals("jar")) {
          String name = artifact.getGroupId() + "." + artifact.getFile().getName();
          jars.putIfAbsent(name, new Jar(name, artifact.getFile().toPath()));
        }
      }
      if (jars.size() > MOST_JARS) {
        throw new UnresolvedException(
            "they need %d libraries more, and %d is the most"
                .formatted(jars.size() - wanted.size(), MOST_JARS),
            null,
            null);
      }
      return new ArrayList<>(jars.values());
    } catch (RepositoryException e) {
      throw unresolved(e, wanted);
    }
  }

  private List<Dependency> versions(Coordinates bom) throws UnresolvedException {
    ArtifactDescriptorRequest request = new ArtifactDescriptorRequest();
    request.setArtifact(artifact(bom));
    request.setRepositories(remotes);
    try {
      return context
          .repositorySystem()
          .readArtifactDescriptor(session, request)
          .getManagedDependencies();
    } catch (ArtifactDescriptorException e) {
      throw unresolved(e, List.of(bom));
    }
  }

  private static Artifact versioned(Coordinates wanted, List<Dependency> managed)
      throws UnresolvedException {
    return managed.stream()
        .map(Dependency::getArtifact)
        .filter(each -> each.getGroupId().equals(wanted.group()))
        .filter(each -> each.getArtifactId().equals(wanted.artifact()))
        .filter(each -> each.getClassifier().isEmpty() && each.getExtension().equals("jar"))
        .findFirst()
        .orElseThrow(
            () ->
                new UnresolvedException(
                    "%s has no version, and no BOM (…@pom) says it".formatted(wanted),
                    wanted,
                    null));
  }

  private static Artifact artifact(Coordinates wanted) {
    return new DefaultArtifact(
        wanted.group(), wanted.artifact(), wanted.classifier(), wanted.type(), wanted.version());
  }

  /** Maven names an artifact; which of those wanted it belongs to is known only if it is one. */
  private UnresolvedException unresolved(RepositoryException why, List<Coordinates> wanted) {
    StringBuilder chain = new StringBuilder();
    Artifact missing = null;
    for (Throwable each = why; each != null; each = each.getCause()) {
      chain.append(each.getMessage()).append('\n');
      if (each instanceof ArtifactTransferException transfer) {
        missing = transfer.getArtifact();
      }
    }
    List<Coordinates> named =
        wanted.stream()
            .filter(
                each ->
                    chain.indexOf(each.group() + ":" + each.artifact() + ":") >= 0
                        && chain.indexOf(each.version()) >= 0)
            .toList();
    Coordinates culprit = named.size() == 1 || wanted.size() == 1 ? first(named, wanted) : null;
    String what =
        culprit == null
            ? wanted.stream().map(Coordinates::toString).collect(Collectors.joining(", "))
            : culprit.toString();
    if (missing != null && isOther(missing, wanted)) {
      what +=
          " needs %s:%s:%s, which"
              .formatted(missing.getGroupId(), missing.getArtifactId(), missing.getVersion());
    }
    String problem =
        session.isOffline()
            ? what + " is not in Maven's local repository, and Maven's settings here say offline"
            : what + " cannot be had from Maven's repositories (" + reason(why) + ")";
    return new UnresolvedException(problem, culprit, why);
  }

  private static boolean isOther(Artifact missing, List<Coordinates> wanted) {
    return wanted.stream()
        .noneMatch(
            each ->
                each.group().equals(missing.getGroupId())
                    && each.artifact().equals(missing.getArtifactId()));
  }

  private static Coordinates first(List<Coordinates> named, List<Coordinates> wanted) {
    return named.isEmpty() ? wanted.get(0) : named.get(0);
  }

  /** The innermost cause in one line, without addresses: they may have a password in them. */
  private static String reason(Throwable why) {
    Throwable cause = why;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text =
        Stream.of(String.valueOf(cause.getMessage()).strip().split("\\s+", -1))
            .map(word -> word.contains(":/") || word.startsWith("/") ? "…" : word)
            .collect(Collectors.joining(" "));
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  @Override
  public void close() {
    context.close();
  }
}
