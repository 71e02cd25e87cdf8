package cn.beian.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** As whom the server runs: PostgreSQL refuses to run as root. */
record OperatingSystemUser(List<String> prefix, boolean changesOwner) {
  private static final String NOBODY = "65534";

  static OperatingSystemUser choose(Path home) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new OperatingSystemUser(List.of(), false);
    }
    if (runs("unshare", "-U", "true")) {
      return new OperatingSystemUser(List.of("unshare", "-U"), false);
    }
    OperatingSystemUser nobody =
        new OperatingSystemUser(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true);
    nobody.own(home);
    return nobody;
  }

  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /**
   * Runs a program to its end.
   *
   * @throws IOException with what it said, when it fails
   */
  void run(String... arguments) throws IOException {
    Process process = new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (PostgresProcess.exitCode(process) != 0) {
      throw new IOException(arguments[0] + " failed: " + output);
    }
  }

  /** The death signal is lost on a change of credentials, so it is set last. */
  static List<String> withDeathSignal(List<String> command) {
    if (!runs("setpriv", "--pdeathsig", "INT", "true")) {
      return command;
    }
    int program = 0;
    while (!command.get(program).endsWith("/postgres")) {
      program++;
    }
    List<String> result = new ArrayList<>(command.subList(0, program));
    result.addAll(List.of("setpriv", "--pdeathsig", "INT"));
    result.addAll(command.subList(program, command.size()));
    return result;
  }

  void own(Path path) throws IOException {
    if (changesOwner) {
      PostgresProcess.exitCode(
          new ProcessBuilder("chown", "-R", NOBODY + ":" + NOBODY, path.toString()).start());
    }
  }

  private static boolean runs(String... command) {
    try {
      return PostgresProcess.exitCode(
              new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start())
          == 0;
    } catch (IOException e) {
      return false; // the program is not installed
    }
  }
}
