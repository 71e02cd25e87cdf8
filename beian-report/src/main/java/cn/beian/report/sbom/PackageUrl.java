package cn.beian.report.sbom;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Package URLs (github.com/package-url/purl-spec) of the ecosystems that a package names. ohpm has
 * no type of its own, so that it is {@code generic} with its registry.
 */
final class PackageUrl {
  private static final String PLAIN = "-._~";
  private static final String OHPM = "?repository_url=https://ohpm.openharmony.cn";

  private PackageUrl() {}

  /** Empty where the ecosystem is not known. */
  static Optional<String> of(String type, String group, String name, String version) {
    String path = (group.isEmpty() ? "" : encoded(group) + "/") + encoded(name);
    String at = version.isEmpty() ? "" : "@" + encoded(version);
    return switch (type) {
      case "maven", "npm", "cocoapods" -> Optional.of("pkg:" + type + "/" + path + at);
      case "pub" -> Optional.of("pkg:pub/" + path.toLowerCase(Locale.ROOT) + at);
      case "ohpm" -> Optional.of("pkg:generic/" + path + at + OHPM);
      default -> Optional.empty();
    };
  }

  private static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return out.toString();
  }
}
