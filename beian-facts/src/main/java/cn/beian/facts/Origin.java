package cn.beian.facts;

import java.util.Locale;

/** Whose content a fact was found in. */
public enum Origin {
  /** The app's own code and resources. */
  APP,
  /** A third-party component that the app ships. */
  SDK,
  /** The platform's or framework's library code. */
  FRAMEWORK;

  /** Name in JSON and in rule files. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
