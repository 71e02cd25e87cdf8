package cn.beian.testkit;

import com.android.tools.r8.ByteDataView;
import com.android.tools.r8.CompilationFailedException;
import com.android.tools.r8.D8;
import com.android.tools.r8.D8Command;
import com.android.tools.r8.DexIndexedConsumer;
import com.android.tools.r8.DiagnosticsHandler;
import com.android.tools.r8.origin.Origin;
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

/** Compiles Java sources to DEX. */
public final class DexBytes {
  private DexBytes() {}

  /**
   * Compiles.
   *
   * @param sources by class name; classes whose name begins with {@code android.} are stubs: the
   *     others see them, the DEX file does not hold them
   */
  public static byte[] of(Map<String, String> sources) throws IOException {
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
      return dex(folder);
    } finally {
      delete(folder);
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
   * Compiles the classes of a jar, as many files as their references need.
   *
   * @throws IOException where the jar holds what cannot be compiled
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

  private static byte[] dex(Path folder) throws IOException {
    D8Command.Builder command = D8Command.builder(new Quiet());
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) walk.sorted()::iterator) {
        String name = folder.relativize(file).toString();
        if (name.endsWith(".class") && !name.startsWith("android")) {
          command.addClassProgramData(Files.readAllBytes(file), Origin.unknown());
        }
      }
    }
    return run(command).get(0);
  }

  private static List<byte[]> run(D8Command.Builder command) throws IOException {
    TreeMap<Integer, byte[]> files = new TreeMap<>();
    command.setMinApiLevel(28);
    command.setProgramConsumer(
        new DexIndexedConsumer.ForwardingConsumer(null) {
          @Override
          public synchronized void accept(
              int index, ByteDataView data, Set<String> descriptors, DiagnosticsHandler handler) {
            files.put(index, data.copyByteData());
          }
        });
    try {
      D8.run(command.build());
    } catch (CompilationFailedException e) {
      throw new IOException(e);
    }
    return new ArrayList<>(files.values());
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
