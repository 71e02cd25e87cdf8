package cn.beian.testkit;

import com.android.tools.r8.ByteDataView;
import com.android.tools.r8.ClassFileResourceProvider;
import com.android.tools.r8.CompilationFailedException;
import com.android.tools.r8.D8;
import com.android.tools.r8.D8Command;
import com.android.tools.r8.DexIndexedConsumer;
import com.android.tools.r8.DiagnosticsHandler;
import com.android.tools.r8.JdkClassFileProvider;
import com.android.tools.r8.ProgramResource;
import com.android.tools.r8.R8;
import com.android.tools.r8.R8Command;
import com.android.tools.r8.origin.Origin;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles Java sources to DEX. */
public final class DexBytes {
  private static final int MIN_API = 28;

  /** Path of stub classes. */
  private static final String LIBRARY = "android";

  private DexBytes() {}

  /**
   * Compiles.
   *
   * @param sources by class name; classes whose name begins with {@code android.} are stubs: the
   *     others are compiled against them, but the DEX file does not contain them
   */
  public static byte[] of(Map<String, String> sources) throws IOException {
    D8Command.Builder command = D8Command.builder(new Quiet());
    compile(sources)
        .forEach(
            (name, bytes) -> {
              if (!name.startsWith(LIBRARY)) {
                command.addClassProgramData(bytes, Origin.unknown());
              }
            });
    return run(command).get(0);
  }

  /**
   * Compiles, shrinks, optimises and renames, as a release build does.
   *
   * @param sources as in {@link #of}
   * @param rules R8 rules: what to keep, how to name the rest
   */
  public static byte[] minified(Map<String, String> sources, List<String> rules)
      throws IOException {
    return release(sources, rules).code();
  }

  /**
   * The output of a release build.
   *
   * @param mapping the shortened names, in the form that a bundle contains
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Release(byte[] code, String mapping) {}

  /** As {@link #minified}, with the mapping. */
  public static Release release(Map<String, String> sources, List<String> rules)
      throws IOException {
    Map<String, byte[]> classes = compile(sources);
    R8Command.Builder command = R8Command.builder(new Quiet());
    Map<String, byte[]> library = new TreeMap<>();
    classes.forEach(
        (name, bytes) -> {
          if (name.startsWith(LIBRARY)) {
            library.put("L" + name.substring(0, name.length() - ".class".length()) + ";", bytes);
          } else {
            command.addClassProgramData(bytes, Origin.unknown());
          }
        });
    command.addLibraryResourceProvider(new Library(library));
    command.addLibraryResourceProvider(JdkClassFileProvider.fromSystemJdk());
    command.addProguardConfiguration(rules, Origin.unknown());
    command.setMinApiLevel(MIN_API);
    DexFiles consumed = new DexFiles();
    command.setProgramConsumer(consumed);
    StringBuilder mapping = new StringBuilder();
    command.setProguardMapConsumer((text, handler) -> mapping.append(text));
    try {
      R8.run(command.build());
    } catch (CompilationFailedException e) {
      throw new IOException(e);
    }
    return new Release(consumed.all().get(0), mapping.toString());
  }

  /** Class files by path. */
  private static Map<String, byte[]> compile(Map<String, String> sources) throws IOException {
    Path folder = Files.createTempDirectory("dex");
    try {
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      List<JavaFileObject> units = new ArrayList<>();
      sources.forEach((name, text) -> units.add(new Source(name, text)));
      boolean compiled =
          compiler
              .getTask(
                  null,
                  null,
                  null,
                  List.of("-d", folder.toString(), "--release", "11", "-proc:none"),
                  null,
                  units)
              .call();
      if (!compiled) {
        throw new IllegalArgumentException("sources do not compile");
      }
      Map<String, byte[]> classes = new TreeMap<>();
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
          String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
          classes.put(name, Files.readAllBytes(file));
        }
      }
      return classes;
    } finally {
      delete(folder);
    }
  }

  /** Classes that the program uses and the device provides. */
  private record Library(Map<String, byte[]> classes) implements ClassFileResourceProvider {
    @Override
    public Set<String> getClassDescriptors() {
      return classes.keySet();
    }

    @Override
    public @Nullable ProgramResource getProgramResource(String descriptor) {
      byte[] bytes = classes.get(descriptor);
      return bytes == null
          ? null
          : ProgramResource.fromBytes(
              Origin.unknown(), ProgramResource.Kind.CF, bytes, Set.of(descriptor));
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /**
   * Compiles the classes of a jar into as many files as their references need.
   *
   * @throws IOException if the jar contains something that cannot be compiled
   */
  public static List<byte[]> ofJar(Path jar) throws IOException {
    D8Command.Builder command = D8Command.builder(new Quiet());
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (name.endsWith(".class")
            && !name.startsWith("META-INF/")
            && !name.endsWith("module-info.class")) {
          command.addClassProgramData(zip.getInputStream(entry).readAllBytes(), Origin.unknown());
        }
      }
    }
    return run(command);
  }

  private static List<byte[]> run(D8Command.Builder command) throws IOException {
    DexFiles files = new DexFiles();
    command.setMinApiLevel(MIN_API);
    command.setProgramConsumer(files);
    try {
      D8.run(command.build());
    } catch (CompilationFailedException e) {
      throw new IOException(e);
    }
    return files.all();
  }

  /** Keeps the files in order. */
  private static final class DexFiles extends DexIndexedConsumer.ForwardingConsumer {
    private final TreeMap<Integer, byte[]> files = new TreeMap<>();

    DexFiles() {
      super(null);
    }

    @Override
    public synchronized void accept(
        int index, ByteDataView data, Set<String> descriptors, DiagnosticsHandler handler) {
      files.put(index, data.copyByteData());
    }

    List<byte[]> all() {
      return new ArrayList<>(files.values());
    }
  }

  private static final class Quiet implements DiagnosticsHandler {
    @Override
    public void warning(com.android.tools.r8.Diagnostic diagnostic) {}
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path :
          (Iterable<Path>) walk.sorted(java.util.Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    }
  }
}
