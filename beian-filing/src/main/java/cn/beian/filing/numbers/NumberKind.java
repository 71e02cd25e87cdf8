package cn.beian.filing.numbers;

import java.util.Optional;

/** The kind of app that a filing number covers; the letter is the second part of the number. */
public enum NumberKind {
  /** All app platforms of one service. */
  APP('A'),
  /** One mini-program: platform and AppID. */
  MINI_PROGRAM('X'),
  /** One quick app: package name. */
  QUICK_APP('K'),
  /** Without a package, such as web pages; tested manually. */
  OTHER('Y');

  private final char letter;

  NumberKind(char letter) {
    this.letter = letter;
  }

  /** The letter in the number. */
  public char letter() {
    return letter;
  }

  /** The kind with a letter; empty if there is none. */
  public static Optional<NumberKind> of(char letter) {
    for (NumberKind kind : values()) {
      if (kind.letter == letter) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
