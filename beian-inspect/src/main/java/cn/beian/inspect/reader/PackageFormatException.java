package cn.beian.inspect.reader;

import cn.beian.facts.VisibleText;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** A package that yields no facts: it cannot be read, or reading it would pass a limit. */
public final class PackageFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why there are no facts. */
  public enum Code {
    /** A known format whose bytes contradict it, or a file that cannot be opened. */
    UNREADABLE,
    /** Of no format that this software knows. */
    UNKNOWN_FORMAT,
    /** More bytes, entries, or nesting than {@link Limits} admit. */
    LIMIT,
    /** A known format that is not read yet. */
    NOT_READ_YET
  }

  private static final String LOCKED = "LOCKED";

  private static final String STORED_TWICE = "STORED_TWICE";

  private final Code code;
  private final String key;
  private final String entry;
  private final long offset;
  private final String named;

  /**
   * @param entry path inside the package; empty for the package itself
   * @param offset byte offset in that entry; -1 where there is none
   * @param detail for the log: what was expected, what was found
   */
  public PackageFormatException(Code code, String entry, long offset, String detail) {
    this(code, code.name(), entry, offset, detail, "");
  }

  private PackageFormatException(
      Code code, String key, String entry, long offset, String detail, String named) {
    super(detail);
    this.named = named;
    this.code = code;
    this.key = key;
    this.entry = entry;
    this.offset = offset;
  }

  /** Of a package that opens with its AppID only, which is absent or another one. */
  public static PackageFormatException locked(String detail) {
    return new PackageFormatException(Code.NOT_READ_YET, LOCKED, "", 0, detail, "");
  }

  /** Of a file that the package holds twice with different content. */
  public static PackageFormatException storedTwice(String entry) {
    return new PackageFormatException(
        Code.UNREADABLE, STORED_TWICE, entry, -1, "stored twice with different content", "");
  }

  /** Whether a file is not read because the package holds it twice, which was told of. */
  public boolean isStoredTwice() {
    return key.equals(STORED_TWICE);
  }

  /** A platform whose mini-programs are not read; its sentence says what to hand in instead. */
  public enum Platform {
    DOUYIN,
    BAIDU
  }

  /** Of a mini-program that is known by name only. */
  public static PackageFormatException ofPlatform(Platform platform) {
    return new PackageFormatException(
        Code.NOT_READ_YET, platform.name(), "", -1, platform.name() + " mini-program", "");
  }

  /**
   * Of something else than a package.
   *
   * @param named what its sentence names: the size in bytes, or the file that is meant
   */
  public static PackageFormatException of(WrongFile what, String named) {
    return new PackageFormatException(
        what.isDamaged() ? Code.UNREADABLE : Code.UNKNOWN_FORMAT,
        what.name(),
        "",
        -1,
        what.name() + (named.isEmpty() ? "" : ", " + named),
        named);
  }

  /** What it is instead of a package, where that can be told. */
  public Optional<WrongFile> wrongFile() {
    for (WrongFile one : WrongFile.values()) {
      if (one.name().equals(key)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  public Code code() {
    return code;
  }

  public String entry() {
    return entry;
  }

  public long offset() {
    return offset;
  }

  /** One sentence for the person who handed in the package, in Chinese or English. */
  public String sentence(Locale language) {
    Locale chosen =
        language.getLanguage().equals(Locale.ENGLISH.getLanguage())
            ? Locale.ENGLISH
            : Locale.CHINESE;
    return ResourceBundle.getBundle(
            "cn.beian.inspect.messages",
            chosen,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .getString(key)
        .replace("{0}", VisibleText.of(named));
  }

  /** For the log: code, place and detail in one line, without control characters. */
  @Override
  public String getMessage() {
    return VisibleText.of(
        code
            + (entry.isEmpty() ? "" : " in " + entry)
            + (offset < 0 ? "" : " at byte " + offset)
            + ": "
            + super.getMessage());
  }
}
