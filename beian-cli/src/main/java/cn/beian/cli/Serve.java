package cn.beian.cli;

import cn.beian.server.BeianServer;
import cn.beian.server.UnknownArgumentException;
import java.util.Arrays;
import java.util.List;

/** Starts the server; the only class of the command line that loads it. */
final class Serve {
  private Serve() {}

  /**
   * Returns once the server is ready, which keeps running; {@link ExitCode#USAGE} if it was not
   * started.
   */
  static int run(String[] arguments) {
    try {
      BeianServer.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return ExitCode.PASSED;
    } catch (UnknownArgumentException e) {
      Terminal terminal = Terminal.system();
      Language language = Language.of(List.of(arguments), terminal.environment());
      new Console(terminal, language)
          .say("usage.wrong", String.valueOf(e.getMessage()), "beian serve");
      return ExitCode.USAGE;
    } catch (RuntimeException e) {
      if (BeianServer.wasRefused(e)) {
        return ExitCode.USAGE; // the log says why
      }
      throw e;
    }
  }
}
