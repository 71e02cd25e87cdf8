package cn.beian.rules.platforms;

import java.util.List;

/** In what the builds of one service are put side by side. */
public enum PlatformAspect {
  /** Name of the app, in each language. */
  NAME,
  /** The version as people read it. */
  VERSION,
  /** Functions that have to be explained, by the rule that finds them. */
  FUNCTIONS("text", "pages"),
  /** What people are asked to fill in, where the dictionary knows it. */
  DATA_ITEMS("text", "pages"),
  /** What of the device is asked for or used, whatever a platform calls it. */
  ACCESS("code"),
  /** Whom the app's own code may connect to. */
  DOMAINS("code");

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<String> needs;

  PlatformAspect(String... needs) {
    this.needs = List.of(needs);
  }

  /** The parts of a package that have to be read before something counts as absent. */
  List<String> needs() {
    return needs;
  }
}
