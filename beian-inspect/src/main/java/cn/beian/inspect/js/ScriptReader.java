package cn.beian.inspect.js;

import cn.beian.inspect.cache.CachedReadings;

/** Reads scripts. Safe for use by several threads. */
public interface ScriptReader {
  /** What a script is written in. */
  enum Syntax {
    JAVASCRIPT,
    TYPESCRIPT,
    /** JavaScript with elements in it, or TypeScript with elements. */
    ELEMENTS;

    /** By the ending of a file's name. */
    public static Syntax of(String path) {
      if (path.endsWith(".tsx") || path.endsWith(".jsx")) {
        return ELEMENTS;
      }
      return path.endsWith(".ts") ? TYPESCRIPT : JAVASCRIPT;
    }
  }

  /**
   * Reads one script; never fails: what cannot be parsed is scanned for literals, and the result
   * says so.
   *
   * @param name for messages
   * @param text the source
   */
  Script read(String name, String text, Syntax syntax);

  /** Reads a script in JavaScript. */
  default Script read(String name, String text) {
    return read(name, text, Syntax.JAVASCRIPT);
  }

  /**
   * A reader that parses the newest ECMAScript with decorators, as script or module.
   *
   * @param maxNesting brackets within each other beyond which a script is only scanned
   */
  static ScriptReader parsing(int maxNesting) {
    return new ParsingScriptReader(maxNesting);
  }

  /**
   * The same, which parses no script that it parsed before.
   *
   * @param kept where the nesting is part of what is in force
   */
  static ScriptReader parsing(int maxNesting, CachedReadings kept) {
    ScriptReader parsing = parsing(maxNesting);
    return kept.isNothing() ? parsing : new CachedScriptReader(parsing, kept);
  }
}
