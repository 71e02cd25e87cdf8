package cn.beian.cli;

import cn.beian.facts.VisibleText;
import cn.beian.inspect.Progress;

/** A progress bar on a terminal, removed when its work is done; prints nothing to a pipe. */
final class ProgressLine implements Progress, AutoCloseable {
  private static final int WIDTH = 24;
  private static final String ERASE = "\r\u001b[K";

  private final Terminal terminal;
  private final String name;
  private int shown = -1;

  ProgressLine(Console console, String name) {
    this.terminal = console.terminal();
    this.name = VisibleText.of(name);
  }

  @Override
  public synchronized void at(int done, int total, String entryClass) {
    int share = total <= 0 ? 0 : (int) Math.min(WIDTH, (long) done * WIDTH / total);
    if (terminal.errIsTerminal() && share != shown) {
      shown = share;
      String bar = "█".repeat(share) + "░".repeat(WIDTH - share);
      terminal.err().print(ERASE + bar + " " + name);
      terminal.err().flush();
    }
  }

  @Override
  public synchronized void close() {
    if (shown >= 0) {
      terminal.err().print(ERASE);
      terminal.err().flush();
      shown = -1;
    }
  }
}
