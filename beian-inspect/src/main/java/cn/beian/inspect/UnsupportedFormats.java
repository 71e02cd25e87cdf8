package cn.beian.inspect;

import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.reader.PackagePart;
import java.util.List;
import java.util.Optional;

/** Names the formats that are known but not read yet, so that a person is asked to test. */
final class UnsupportedFormats {
  /** How a package of Douyin begins. */
  private static final int DOUYIN_MAGIC = 0x474b5054; // "TPKG"

  private UnsupportedFormats() {}

  /** NOT_READ_YET with the name of the format, else what the file is instead of a package. */
  static PackageFormatException refusal(List<PackagePart> parts) {
    for (PackagePart part : parts) {
      Optional<PackageFormatException.Platform> platform = platform(part);
      if (platform.isPresent()) {
        return PackageFormatException.ofPlatform(platform.get());
      }
      Optional<String> name = name(part);
      if (name.isPresent()) {
        return new PackageFormatException(Code.NOT_READ_YET, "", -1, name.get());
      }
    }
    return parts.stream()
        .flatMap(part -> WrongFiles.refusal(part).stream())
        .findFirst()
        .orElseGet(
            () ->
                new PackageFormatException(
                    Code.UNKNOWN_FORMAT,
                    "",
                    -1,
                    "neither names nor first bytes are of a known package format"));
  }

  /** Mini-programs of platforms that are not read: their package, or templates beside app.json. */
  private static Optional<PackageFormatException.Platform> platform(PackagePart part) {
    if (part.bytes().filter(b -> begins(b, DOUYIN_MAGIC)).isPresent()) {
      return Optional.of(PackageFormatException.Platform.DOUYIN);
    }
    if (part.files().isPresent()) {
      for (FileTree.Entry entry : part.files().get().entries()) {
        String name = entry.name();
        if (name.endsWith(".ttml")) {
          return Optional.of(PackageFormatException.Platform.DOUYIN);
        }
        if (name.endsWith(".swan") || name.endsWith("project.swan.json")) {
          return Optional.of(PackageFormatException.Platform.BAIDU);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean begins(ByteSource bytes, int magic) {
    return bytes.sizeBytes() >= Integer.BYTES && bytes.slice(0, Integer.BYTES).getInt() == magic;
  }

  private static Optional<String> name(PackagePart part) {
    if (part.holds("manifest.json") && part.holds("META-INF/CERT")) {
      return Optional.of("quick app");
    }
    return Optional.empty();
  }
}
