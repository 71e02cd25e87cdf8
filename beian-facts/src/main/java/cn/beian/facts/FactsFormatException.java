package cn.beian.facts;

import java.io.IOException;

/** Input that is not canonical facts; gives the line and what was expected. */
public final class FactsFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private final int line;

  FactsFormatException(int line, String message) {
    super("facts, line " + line + ": " + message);
    this.line = line;
  }

  /** Line number, from 1. */
  public int line() {
    return line;
  }
}
