package cn.beian.inspect.android;

import cn.beian.facts.FactSink;
import cn.beian.inspect.android.resource.Encoding;
import cn.beian.inspect.container.ZipArchive;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InflationBudget;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.shared.Within;
import java.util.Optional;

/**
 * One APK of an app, or a module of a bundle.
 *
 * @param name empty where it is the package itself, else its path in the set
 * @param files under the names that they have in an APK
 * @param signed what a signature covers; empty for a module whose bundle is signed as a whole
 * @param facts puts the way to the part before the places that it is told
 */
record ApkPart(
    String name, FileTree files, Optional<ByteSource> signed, Encoding encoding, FactSink facts) {

  /** The package itself. */
  static ApkPart whole(FileTree files, ByteSource source, FactSink facts) {
    return new ApkPart("", files, Optional.of(source), Encoding.BINARY, facts);
  }

  /** One of several; empty where the bytes are no ZIP archive. */
  static Optional<ApkPart> of(
      String name, ByteSource source, InflationBudget budget, FactSink facts)
      throws PackageFormatException {
    FactSink within = Within.entry(facts, name);
    return ZipArchive.open(source, budget, within)
        .map(files -> new ApkPart(name, files, Optional.of(source), Encoding.BINARY, within));
  }

  /** One of several that is open already. */
  static ApkPart of(String name, FileTree files, ByteSource source, FactSink facts) {
    return new ApkPart(
        name, files, Optional.of(source), Encoding.BINARY, Within.entry(facts, name));
  }

  /** A module of a bundle; the base stands for the signature of the whole. */
  static ApkPart of(BundleModule module, ByteSource bundle, FactSink facts) {
    boolean base = module.name().equals(BundleModule.BASE);
    return new ApkPart(
        module.name(),
        module,
        base ? Optional.of(bundle) : Optional.empty(),
        Encoding.PROTO,
        Within.placed(facts, entry -> entry.isEmpty() ? "" : module.place(entry)));
  }
}
