package cn.beian.inspect.catalogue;

/**
 * How to tell that something is in a package.
 *
 * @param kind what is looked at
 * @param text the whole name, or its beginning where it ends with {@code *}
 */
public record Pattern(Kind kind, String text) {
  /** What is looked at. */
  public enum Kind {
    /** Dotted name of a class or component; ends with a dot for a Java package. */
    CLASS,
    /** File name of a native library. */
    LIBRARY,
    /** Path of another entry of an app's package. */
    ASSET,
    /** Package of the npm registry. */
    NPM,
    /** AppID of a mini-program plug-in. */
    PLUGIN,
    /** File name of a script of a mini-program, without folder and ending. */
    SCRIPT,
    /** Name of a framework, bundle or dynamic library that an iOS app embeds, without ending. */
    FRAMEWORK,
    /** Name of an Objective-C class, or of a Swift type behind its module and a dot. */
    OBJC
  }
}
