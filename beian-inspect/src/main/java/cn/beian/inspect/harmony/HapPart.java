package cn.beian.inspect.harmony;

import cn.beian.facts.FactSink;
import cn.beian.inspect.container.ZipArchive;
import cn.beian.inspect.harmony.manifest.HapManifest;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InflationBudget;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.shared.Within;
import java.util.Optional;

/**
 * The package of one module.
 *
 * @param name empty where it is the package itself, else its path in the set
 * @param facts puts the way to the part before the places that it is told
 */
record HapPart(String name, FileTree files, ByteSource source, FactSink facts) {
  /** The package itself. */
  static HapPart whole(FileTree files, ByteSource source, FactSink facts) {
    return new HapPart("", files, source, facts);
  }

  /** One of several that is open already. */
  static HapPart of(String name, FileTree files, ByteSource source, FactSink facts) {
    return new HapPart(name, files, source, Within.entry(facts, name));
  }

  /** One of several; empty where the bytes are no ZIP archive. */
  static Optional<HapPart> of(
      String name, ByteSource source, InflationBudget budget, FactSink facts)
      throws PackageFormatException {
    FactSink within = Within.entry(facts, name);
    return ZipArchive.open(source, budget, within)
        .map(files -> new HapPart(name, files, source, within));
  }

  /** Name of the file that holds its manifest. */
  String manifestName() {
    return files.entry(HapManifest.STAGE).isPresent() ? HapManifest.STAGE : HapManifest.FA;
  }
}
