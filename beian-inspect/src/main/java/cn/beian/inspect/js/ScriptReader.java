package cn.beian.inspect.js;

/** Reads scripts. Safe for use by several threads. */
public interface ScriptReader {
  /**
   * Reads one script; never fails: what cannot be parsed is scanned for literals, and the result
   * says so.
   *
   * @param name for messages
   * @param text the source
   */
  Script read(String name, String text);

  /**
   * A reader that parses ECMAScript 2023, as script or module.
   *
   * @param maxNesting brackets within each other beyond which a script is only scanned
   */
  static ScriptReader parsing(int maxNesting) {
    return new ParsingScriptReader(maxNesting);
  }
}
