package cn.beian.report;

import java.util.stream.Collectors;

/** A text holds characters that the embedded font cannot show; nothing was written. */
public final class MissingGlyphException extends Exception {
  private static final long serialVersionUID = 1;

  private final String characters;

  MissingGlyphException(String characters) {
    super(
        "no glyph for "
            + characters
                .codePoints()
                .mapToObj(c -> "U+" + Integer.toHexString(c))
                .collect(Collectors.joining(", ")));
    this.characters = characters;
  }

  /** The characters, each once, in the order in which they occur. */
  public String characters() {
    return characters;
  }
}
