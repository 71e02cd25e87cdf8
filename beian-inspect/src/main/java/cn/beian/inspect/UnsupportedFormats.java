package cn.beian.inspect;

import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.reader.PackagePart;
import java.util.List;
import java.util.Optional;

/** Names the formats that are known but not read yet, so that a person is asked to test. */
final class UnsupportedFormats {
  private UnsupportedFormats() {}

  /** NOT_READ_YET with the name of the format, or UNKNOWN_FORMAT, or UNREADABLE for no bytes. */
  static PackageFormatException refusal(List<PackagePart> parts) {
    for (PackagePart part : parts) {
      Optional<String> name = name(part);
      if (name.isPresent()) {
        return new PackageFormatException(Code.NOT_READ_YET, "", -1, name.get());
      }
    }
    if (parts.stream().anyMatch(part -> part.bytes().filter(b -> b.sizeBytes() == 0).isPresent())) {
      return new PackageFormatException(Code.UNREADABLE, "", -1, "the file is empty");
    }
    return new PackageFormatException(
        Code.UNKNOWN_FORMAT, "", -1, "neither names nor first bytes are of a known package format");
  }

  private static Optional<String> name(PackagePart part) {
    if (part.holds("manifest.json") && part.holds("META-INF/CERT")) {
      return Optional.of("quick app");
    }
    return Optional.empty();
  }
}
