package cn.beian.server.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a worker is started: without the environment of the server, with files that nobody else may
 * read, where wanted at the lowest priority, and between walls where there are any.
 *
 * @param words program and arguments
 * @param locale in which names of files are read, as in the server
 */
record WorkerCommand(List<String> words, String locale) {
  private static final String MAIN = "cn.beian.inspect.WorkerMain";
  private static final Path SHELL = Path.of("/bin/sh");
  private static final List<Path> NICE = List.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice"));

  WorkerCommand {
    words = List.copyOf(words);
  }

  /** The real program. */
  static WorkerCommand of(
      List<String> classpath, TestingSettings settings, boolean lowPriority, WorkerWalls walls) {
    return of(classpath, MAIN, settings, lowPriority, walls);
  }

  /** Another program, which speaks the same way. */
  static WorkerCommand of(
      List<String> classpath,
      String main,
      TestingSettings settings,
      boolean lowPriority,
      WorkerWalls walls) {
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      words.addAll(List.of(SHELL.toString(), "-c", "umask 077; exec \"$@\"", "worker"));
    }
    if (lowPriority) {
      NICE.stream()
          .filter(Files::isExecutable)
          .findFirst()
          .ifPresent(nice -> words.addAll(List.of(nice.toString(), "-n", "19")));
    }
    words.addAll(walls.words(classpath));
    words.add(java().toString());
    words.addAll(
        List.of(
            "-Xmx" + settings.heap().toMegabytes() + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8",
            "-cp",
            classpath.stream()
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)),
            main,
            "--serve"));
    return new WorkerCommand(words, locale(System.getenv()));
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static String locale(Map<String, String> environment) {
    for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "C.UTF-8";
  }

  /** Ready to be started. */
  ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().put("LC_ALL", locale);
    return builder;
  }
}
