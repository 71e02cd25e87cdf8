package cn.beian.inspect.library;

import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The licences that the build of Flutter collects: {@code flutter_assets/NOTICES}, or {@code
 * NOTICES.Z}, which is gzip. Parts between lines of 80 dashes; in each the names of packages, one a
 * line, a blank line, and the licence.
 */
public final class LicenceNotices {
  private static final String BETWEEN = "-".repeat(80);
  private static final int CHUNK = 1 << 15;
  private static final int MAX_NAME = 80;

  private LicenceNotices() {}

  /**
   * Licence by package; empty text where it is none of the usual ones. Empty where there is no such
   * file, or it is damaged.
   *
   * @throws PackageFormatException LIMIT
   */
  public static Optional<SortedMap<String, String>> read(
      FileTree.Entry entry, InspectionContext context) throws PackageFormatException {
    byte[] bytes = entry.bytes();
    if (!entry.name().endsWith(".Z")) {
      return Optional.of(parsed(new String(bytes, StandardCharsets.UTF_8)));
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] chunk = new byte[CHUNK];
      for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
        text.write(chunk, 0, length);
        context.budget().count(entry.name(), text.size(), bytes.length, length);
        if (text.size() > context.limits().parsedBytes()) {
          throw new PackageFormatException(
              PackageFormatException.Code.LIMIT,
              entry.name(),
              -1,
              "inflates to more than " + context.limits().parsedBytes() + " bytes");
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(parsed(text.toString(StandardCharsets.UTF_8)));
  }

  private static SortedMap<String, String> parsed(String text) {
    SortedMap<String, String> packages = new TreeMap<>();
    int from = 0;
    while (from <= text.length()) {
      int end = text.indexOf(BETWEEN, from);
      String part = text.substring(from, end < 0 ? text.length() : end).strip();
      int blank = part.indexOf("\n\n");
      String licence = Licenses.ofText(part.substring(Math.max(0, blank))).orElse("");
      for (String name : (blank < 0 ? "" : part.substring(0, blank)).split("\n", -1)) {
        String stripped = name.strip();
        if (!stripped.isEmpty() && stripped.length() <= MAX_NAME && !stripped.equals("-")) {
          packages.merge(stripped, licence, (a, b) -> a.isEmpty() ? b : a);
        }
      }
      if (end < 0) {
        break;
      }
      from = end + BETWEEN.length();
    }
    return packages;
  }
}
