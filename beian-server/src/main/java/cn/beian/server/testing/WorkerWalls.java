package cn.beian.server.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker sees of the machine. With bubblewrap: no network, no other process, of the disk
 * only Java, the program, the folders named here and an empty folder for temporary files.
 *
 * @param bubblewrap the program; empty for no walls
 * @param readable folders of packages
 * @param writable folders where facts go
 */
record WorkerWalls(Optional<Path> bubblewrap, List<Path> readable, List<Path> writable) {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerWalls.class);
  private static final String PROGRAM = "bwrap";
  private static final int PATIENCE_SECONDS = 20;
  private static final List<Path> OF_THE_SYSTEM =
      Stream.of("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/alternatives")
          .map(Path::of)
          .toList();

  /** No walls. */
  static final WorkerWalls NONE = new WorkerWalls(Optional.empty(), List.of(), List.of());

  WorkerWalls {
    readable = List.copyOf(readable);
    writable = List.copyOf(writable);
  }

  /**
   * The walls that a setting asks for and this machine has.
   *
   * @throws IllegalStateException when the setting demands what does not work here
   */
  static WorkerWalls choose(TestingSettings.Sandbox wanted, String searchPath) {
    if (wanted == TestingSettings.Sandbox.NONE) {
      LOG.warn("packages of strangers are read without a sandbox, as beian.testing.sandbox says");
      return NONE;
    }
    Optional<Path> program =
        Arrays.stream(searchPath.split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, PROGRAM))
            .filter(Files::isExecutable)
            .findFirst();
    WorkerWalls walls = new WorkerWalls(program, List.of(), List.of());
    if (program.isPresent() && walls.stand()) {
      LOG.info("packages are read inside {}", program.get());
      return walls;
    }
    String why =
        program.isPresent()
            ? program.get() + " cannot make a sandbox here"
            : "there is no bubblewrap (" + PROGRAM + ")";
    if (wanted == TestingSettings.Sandbox.BUBBLEWRAP) {
      throw new IllegalStateException(
          why + ", which beian.testing.sandbox=bubblewrap demands: docs/guide/operator-sandbox.md");
    }
    LOG.warn(
        "packages of strangers are read without a sandbox: {}; docs/guide/operator-sandbox.md says"
            + " how to have one",
        why);
    return NONE;
  }

  /** The same walls around other folders. */
  WorkerWalls around(List<Path> toRead, List<Path> toWrite) {
    return new WorkerWalls(bubblewrap, toRead, toWrite);
  }

  /** Whether Java runs between them. */
  private boolean stand() {
    List<String> words = new ArrayList<>(words(List.of()));
    words.addAll(List.of(WorkerCommand.java().toString(), "-Xshare:auto", "-version"));
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean over = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      return over && process.exitValue() == 0;
    } catch (IOException e) {
      LOG.warn("{}: {}", bubblewrap.orElseThrow(), e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What stands before the command of a worker that runs from that class path. */
  List<String> words(List<String> classpath) {
    if (bubblewrap.isEmpty()) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    words.add(bubblewrap.get().toString());
    words.addAll(List.of("--unshare-all", "--die-with-parent", "--new-session"));
    words.addAll(List.of("--cap-drop", "ALL", "--proc", "/proc", "--dev", "/dev"));
    words.addAll(List.of("--tmpfs", "/tmp"));
    Set<Path> seen = new LinkedHashSet<>(OF_THE_SYSTEM);
    seen.addAll(javaFolders());
    classpath.forEach(one -> seen.add(Path.of(one).toAbsolutePath()));
    readable.forEach(one -> seen.add(one.toAbsolutePath()));
    for (Path one : seen) {
      words.addAll(List.of("--ro-bind-try", one.toString(), one.toString()));
    }
    for (Path one : writable) {
      words.addAll(
          List.of("--bind", one.toAbsolutePath().toString(), one.toAbsolutePath().toString()));
    }
    words.addAll(List.of("--chdir", "/tmp", "--"));
    return words;
  }

  /** Java itself, and where packagers put its configuration. */
  private static Set<Path> javaFolders() {
    Set<Path> folders = new LinkedHashSet<>();
    Path home = Path.of(System.getProperty("java.home"));
    folders.add(home);
    try {
      folders.add(home.toRealPath());
      folders.add(home.resolve("conf").toRealPath());
      folders.add(home.resolve("lib").toRealPath());
    } catch (IOException e) {
      LOG.debug("{}", e.getMessage());
    }
    try (Stream<Path> etc = Files.list(Path.of("/etc"))) {
      etc.filter(one -> one.getFileName().toString().startsWith("java-")).forEach(folders::add);
    } catch (IOException e) {
      LOG.debug("{}", e.getMessage());
    }
    return folders;
  }
}
