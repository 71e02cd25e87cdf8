package cn.beian.inspect;

import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackagePart;
import cn.beian.inspect.reader.WrongFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells what somebody took for a package, by its first bytes or the names of its files; looks at
 * {@value #HEAD_BYTES} bytes and at each name once.
 */
final class WrongFiles {
  private static final int HEAD_BYTES = 1024;

  private static final String GIT_LFS = "version https://git-lfs.github.com/spec/";

  private static final String LOCAL_HEADER = "PK\3\4";

  /** The last 512 bytes of a DMG begin so. */
  private static final String DISK_IMAGE_END = "koly";

  private static final int DISK_IMAGE_END_BYTES = 512;

  /** First bytes, as ISO 8859-1; no one is the beginning of another. */
  private static final Map<String, WrongFile> BEGINNINGS =
      Map.ofEntries(
          Map.entry("%PDF-", WrongFile.PDF),
          Map.entry("\u0089PNG", WrongFile.PICTURE),
          Map.entry("\u00ff\u00d8\u00ff", WrongFile.PICTURE),
          Map.entry("GIF8", WrongFile.PICTURE),
          Map.entry("RIFF", WrongFile.PICTURE),
          Map.entry("\u00d0\u00cf\u0011\u00e0", WrongFile.OFFICE),
          Map.entry("\u00ed\u00ab\u00ee\u00db", WrongFile.LINUX_PACKAGE),
          Map.entry("!<arch>\ndebian", WrongFile.LINUX_PACKAGE),
          Map.entry("MZ", WrongFile.WINDOWS_PROGRAM),
          Map.entry("Rar!\u001a\7", WrongFile.OTHER_ARCHIVE),
          Map.entry("7z\u00bc\u00af'\u001c", WrongFile.OTHER_ARCHIVE),
          Map.entry("\u001f\u008b", WrongFile.OTHER_ARCHIVE),
          Map.entry("BZh", WrongFile.OTHER_ARCHIVE),
          Map.entry("\u00fd7zXZ\0", WrongFile.OTHER_ARCHIVE));

  private static final Pattern WEB_PAGE =
      Pattern.compile("<(?:!doctype\\s+html|html|head|body|script)\\b.*", Pattern.DOTALL);

  private static final Pattern PACKAGE =
      Pattern.compile("(?i).*\\.(?:apk|aab|apks|xapk|ipa|hap|hsp|app|rpk|wxapkg|amr)");

  private static final Pattern OF_XCODE =
      Pattern.compile("(?:.*/)?(?:Products/Applications/)?[^/]+\\.app/Info\\.plist|Info\\.plist");

  private static final Pattern NATIVE =
      Pattern.compile(
          "(?:[^/]+/){0,3}(?:(?:build|settings)\\.gradle(?:\\.kts)?|build-profile\\.json5"
              + "|[^/]+\\.xcodeproj/project\\.pbxproj)");

  private WrongFiles() {}

  /** Empty where nothing is known of it. */
  static Optional<PackageFormatException> refusal(PackagePart part) {
    if (part.files().isPresent()) {
      return Optional.of(ofFiles(part.files().get(), part.bytes().isEmpty()));
    }
    return part.bytes()
        .flatMap(
            bytes ->
                ofBytes(bytes)
                    .map(
                        what ->
                            PackageFormatException.of(what, String.valueOf(bytes.sizeBytes()))));
  }

  private static Optional<WrongFile> ofBytes(ByteSource bytes) {
    int size = bytes.sizeBytes();
    if (size == 0) {
      return Optional.of(WrongFile.EMPTY);
    }
    String head = text(bytes, 0, Math.min(size, HEAD_BYTES));
    if (head.startsWith(GIT_LFS)) {
      return Optional.of(WrongFile.GIT_LFS);
    }
    if (head.startsWith(LOCAL_HEADER)) {
      return Optional.of(WrongFile.CUT_SHORT);
    }
    for (Map.Entry<String, WrongFile> one : BEGINNINGS.entrySet()) {
      if (head.startsWith(one.getKey())) {
        return Optional.of(one.getValue());
      }
    }
    if (size >= DISK_IMAGE_END_BYTES
        && text(bytes, size - DISK_IMAGE_END_BYTES, DISK_IMAGE_END.length())
            .equals(DISK_IMAGE_END)) {
      return Optional.of(WrongFile.DISK_IMAGE);
    }
    return ofText(head);
  }

  private static Optional<WrongFile> ofText(String head) {
    String begins = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
    if (WEB_PAGE.matcher(begins.strip().toLowerCase(Locale.ROOT)).matches()) {
      return Optional.of(WrongFile.WEB_PAGE);
    }
    boolean plain = begins.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
    return plain ? Optional.of(WrongFile.PLAIN_TEXT) : Optional.empty();
  }

  private static PackageFormatException ofFiles(FileTree files, boolean isFolder) {
    List<String> names = files.entries().stream().map(FileTree.Entry::name).toList();
    if (names.stream().anyMatch("[Content_Types].xml"::equals)) {
      return PackageFormatException.of(WrongFile.OFFICE, "");
    }
    if (names.stream().anyMatch(name -> OF_XCODE.matcher(name).matches())) {
      return PackageFormatException.of(WrongFile.XCODE_ARCHIVE, "");
    }
    Optional<String> inside =
        names.stream().filter(name -> PACKAGE.matcher(name).matches()).findFirst();
    if (names.stream().anyMatch(name -> NATIVE.matcher(name).matches())) {
      return PackageFormatException.of(WrongFile.NATIVE_SOURCE, "");
    }
    return inside
        .map(name -> PackageFormatException.of(WrongFile.PACKAGE_INSIDE, name))
        .orElseGet(
            () ->
                PackageFormatException.of(
                    isFolder ? WrongFile.OTHER_FOLDER : WrongFile.OTHER_ZIP, ""));
  }

  private static String text(ByteSource bytes, int offset, int length) {
    byte[] part = new byte[length];
    bytes.slice(offset, length).get(part);
    return new String(part, StandardCharsets.ISO_8859_1);
  }
}
