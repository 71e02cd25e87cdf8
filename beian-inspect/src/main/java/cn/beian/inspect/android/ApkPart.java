package cn.beian.inspect.android;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.inspect.ByteSource;
import cn.beian.inspect.FileTree;
import cn.beian.inspect.Meter;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.zip.ZipArchive;
import java.util.Optional;

/**
 * One APK of an app.
 *
 * @param name empty where it is the package itself, else its path in the set
 * @param facts puts {@code name!} before the places that it is told
 */
record ApkPart(String name, FileTree files, ByteSource source, FactSink facts) {

  /** The package itself. */
  static ApkPart whole(FileTree files, ByteSource source, FactSink facts) {
    return new ApkPart("", files, source, facts);
  }

  /** One of several; empty where the bytes are no ZIP archive. */
  static Optional<ApkPart> of(String name, ByteSource source, Meter meter, FactSink facts)
      throws PackageFormatException {
    FactSink within = within(name, facts);
    return ZipArchive.open(source, meter, within)
        .map(files -> new ApkPart(name, files, source, within));
  }

  /** One of several that is open already. */
  static ApkPart of(String name, FileTree files, ByteSource source, FactSink facts) {
    return new ApkPart(name, files, source, within(name, facts));
  }

  private static FactSink within(String name, FactSink facts) {
    return (kind, origin, screen, at, values) ->
        facts.add(
            kind,
            origin,
            screen,
            new Locator(
                at.entry().isEmpty() ? name : name + "!" + at.entry(),
                at.line(),
                at.offset(),
                at.member()),
            values);
  }
}
