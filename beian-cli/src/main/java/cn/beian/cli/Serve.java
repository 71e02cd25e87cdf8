package cn.beian.cli;

import cn.beian.server.BeianServer;
import java.util.Arrays;

/** Hands over to the server; the only class of the command line that loads it. */
final class Serve {
  private Serve() {}

  static void run(String[] arguments) {
    BeianServer.main(Arrays.copyOfRange(arguments, 1, arguments.length));
  }
}
