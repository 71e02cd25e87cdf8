package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sizes above the limits of CONTRIBUTING.md. Those that exist are listed with their numbers in
 * {@code src/test/limits.tsv}, and only fall; a new one is not allowed. After a fall, {@code
 * -Dlimits.write=true} writes the list anew.
 */
@Tag("once")
class FallingLimitsTest {
  private static final Path LIST = Path.of("src/test/limits.tsv");
  private static final Set<String> BEANS =
      Set.of(
          "Component",
          "Service",
          "Repository",
          "Controller",
          "RestController",
          "ControllerAdvice",
          "RestControllerAdvice",
          "Configuration");

  /** Prefix of a package to that of packages that it must not import. */
  private static final Map<String, String> ARROWS =
      Map.of(
          "cn.beian.server.web.cases", "cn.beian.server.web.filings",
          "cn.beian.server.web", "cn.beian.server.demo");

  /** A size that has a limit. */
  private enum Limit {
    LINES_OF_FILE(400),
    LINES_OF_METHOD(60),
    COLLABORATORS(8),
    COMPONENTS_OF_RECORD(12),
    FILES_OF_PACKAGE(40),
    FORBIDDEN_IMPORTS(0);

    private final int most;

    Limit(int most) {
      this.most = most;
    }
  }

  @Test
  void sizesAboveTheLimits_onlyFall() throws IOException {
    Sizes sizes = new Sizes();
    sizes.read(sources());
    assertThat(sizes.beans).hasSizeGreaterThan(200);
    Map<String, Integer> found = sizes.above();
    Map<String, Integer> allowed = new TreeMap<>();
    for (String line : Files.readAllLines(LIST)) {
      int tab = line.lastIndexOf('\t');
      allowed.put(line.substring(0, tab), Integer.valueOf(line.substring(tab + 1)));
    }
    if (Boolean.getBoolean("limits.write")) {
      Map<String, Integer> before = Map.copyOf(allowed);
      allowed.clear();
      found.forEach(
          (name, size) -> {
            if (before.isEmpty() || before.containsKey(name)) {
              allowed.put(name, Math.min(size, before.getOrDefault(name, size)));
            }
          });
      List<String> lines = new ArrayList<>();
      allowed.forEach((name, size) -> lines.add(name + '\t' + size));
      Files.write(LIST, lines);
    }
    List<String> risen = new ArrayList<>();
    found.forEach(
        (name, size) -> {
          if (size > allowed.getOrDefault(name, 0)) {
            risen.add(name + " is " + size);
          }
        });
    assertThat(risen).as("above the limits of CONTRIBUTING.md: make them smaller").isEmpty();
    assertThat(found).as("smaller than listed: -Dlimits.write=true").isEqualTo(allowed);
  }

  /** Proves that each limit is measured. */
  @Test
  void planted_isFound() {
    Sizes sizes = new Sizes();
    String many = "private int a;\n".repeat(400);
    String parameters = "A a, B b, C c, D d, E e, F f, G g, H h";
    sizes.read(
        List.of(
            source("cn.beian.server.web.cases", "Long", "class Long {\n" + many + "}"),
            source(
                "cn.beian.server.web.cases",
                "Bean",
                "@Service class Bean { Bean(" + parameters + ", Holder holder) {} }"),
            source("cn.beian.server.web.cases", "Holder", "record Holder(Bean one, Bean two) {}"),
            source(
                "cn.beian.a",
                "Wide",
                "record Wide(" + parameters + ", I i, J j, K k, L l, M m) {}"),
            source("cn.beian.a", "Slow", "class Slow { void run() {" + "\n".repeat(60) + "} }"),
            source(
                "cn.beian.server.web.cases",
                "Using",
                "import cn.beian.server.web.filings.Page; class Using {}")));
    assertThat(sizes.above())
        .containsEntry("LINES_OF_FILE cn.beian.server.web.cases.Long", 404)
        .containsEntry("COLLABORATORS cn.beian.server.web.cases.Bean", 10)
        .containsEntry("COMPONENTS_OF_RECORD cn.beian.a.Wide", 13)
        .containsEntry("LINES_OF_METHOD cn.beian.a.Slow.run", 61)
        .containsEntry("FORBIDDEN_IMPORTS cn.beian.server.web.cases.Using", 1)
        .hasSize(5);
  }

  private static JavaFileObject source(String packageName, String name, String text) {
    String whole = "package " + packageName + ";\n\n" + text + '\n';
    return new SimpleJavaFileObject(
        URI.create("memory:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return whole;
      }
    };
  }

  private static List<JavaFileObject> sources() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Run.project(""))) {
      for (Path module : modules.map(one -> one.resolve("src/main/java")).toList()) {
        if (Files.isDirectory(module)) {
          try (Stream<Path> below = Files.walk(module)) {
            below.filter(one -> one.toString().endsWith(".java")).forEach(files::add);
          }
        }
      }
    }
    assertThat(files).hasSizeGreaterThan(900);
    List<JavaFileObject> sources = new ArrayList<>();
    compiler()
        .getStandardFileManager(null, null, null)
        .getJavaFileObjectsFromPaths(files)
        .forEach(sources::add);
    return sources;
  }

  private static JavaCompiler compiler() {
    return Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
  }

  /** Sizes by what they are of. */
  private static final class Sizes {
    private final Map<String, Integer> all = new TreeMap<>();
    private final Map<String, Integer> packages = new TreeMap<>();
    private final Map<String, List<String>> collaborators = new TreeMap<>();
    private final Map<String, List<String>> records = new HashMap<>();
    private final Set<String> beans = new HashSet<>();

    void read(List<JavaFileObject> sources) {
      StandardJavaFileManager files = compiler().getStandardFileManager(null, null, null);
      JavacTask task =
          (JavacTask) compiler().getTask(null, files, null, List.of("-proc:none"), null, sources);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      try {
        for (CompilationUnitTree unit : task.parse()) {
          new Reader(unit, positions).scan(unit, null);
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    /** Those above their limit. A record of beans counts as the beans that it carries. */
    Map<String, Integer> above() {
      Map<String, Integer> above = new TreeMap<>(all);
      packages.forEach((name, files) -> add(above, Limit.FILES_OF_PACKAGE, name, files));
      collaborators.forEach(
          (bean, types) ->
              add(above, Limit.COLLABORATORS, bean, types.stream().mapToInt(this::beansOf).sum()));
      return above;
    }

    private int beansOf(String type) {
      List<String> parts = records.getOrDefault(type, List.of());
      return !parts.isEmpty() && beans.containsAll(parts) ? parts.size() : 1;
    }

    private static void add(Map<String, Integer> sizes, Limit limit, String name, int size) {
      if (size > limit.most) {
        sizes.merge(limit + " " + name, size, Math::max);
      }
    }

    private void add(Limit limit, String name, int size) {
      add(all, limit, name, size);
    }

    /** Reads one file. */
    private final class Reader extends TreeScanner<@Nullable Void, @Nullable String> {
      private final CompilationUnitTree unit;
      private final SourcePositions positions;
      private final String packageName;

      Reader(CompilationUnitTree unit, SourcePositions positions) {
        this.unit = unit;
        this.positions = positions;
        this.packageName = String.valueOf(unit.getPackageName());
        LineMap lines = unit.getLineMap();
        try {
          int length = unit.getSourceFile().getCharContent(true).length();
          add(
              Limit.LINES_OF_FILE,
              packageName + '.' + file(),
              (int) lines.getLineNumber(Math.max(0, length - 1)));
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
        packages.merge(packageName, 1, Integer::sum);
      }

      @Override
      public @Nullable Void visitImport(ImportTree node, @Nullable String outer) {
        String imported = node.getQualifiedIdentifier().toString();
        ARROWS.forEach(
            (from, to) -> {
              if (within(packageName, from) && within(imported, to)) {
                all.merge(
                    Limit.FORBIDDEN_IMPORTS + " " + packageName + '.' + file(), 1, Integer::sum);
              }
            });
        return null;
      }

      private String file() {
        String file = unit.getSourceFile().getName();
        return file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
      }

      private static boolean within(String name, String prefix) {
        return name.equals(prefix) || name.startsWith(prefix + '.');
      }

      @Override
      public @Nullable Void visitClass(ClassTree node, @Nullable String outer) {
        String simple = node.getSimpleName().toString();
        String name = (outer == null ? packageName : outer) + '.' + simple;
        if (node.getKind() == Tree.Kind.RECORD) {
          List<String> components =
              node.getMembers().stream()
                  .filter(VariableTree.class::isInstance)
                  .map(VariableTree.class::cast)
                  .filter(one -> !one.getModifiers().getFlags().contains(Modifier.STATIC))
                  .map(one -> String.valueOf(one.getType()))
                  .toList();
          records.put(simple, components);
          add(Limit.COMPONENTS_OF_RECORD, name, components.size());
        }
        boolean bean =
            node.getModifiers().getAnnotations().stream()
                .anyMatch(one -> BEANS.contains(one.getAnnotationType().toString()));
        if (bean) {
          beans.add(simple);
          node.getMembers().stream()
              .filter(MethodTree.class::isInstance)
              .map(MethodTree.class::cast)
              .filter(method -> method.getReturnType() == null)
              .map(
                  method ->
                      method.getParameters().stream()
                          .map(one -> String.valueOf(one.getType()))
                          .toList())
              .forEach(
                  types ->
                      collaborators.merge(
                          name, types, (one, other) -> one.size() < other.size() ? other : one));
        }
        return super.visitClass(node, name);
      }

      @Override
      public @Nullable Void visitMethod(MethodTree node, @Nullable String outer) {
        if (node.getBody() != null) {
          LineMap lines = unit.getLineMap();
          long begin = lines.getLineNumber(positions.getStartPosition(unit, node));
          long end = lines.getLineNumber(positions.getEndPosition(unit, node));
          add(Limit.LINES_OF_METHOD, outer + "." + node.getName(), (int) (end - begin) + 1);
        }
        return super.visitMethod(node, outer);
      }
    }
  }
}
