package cn.beian.inspect.harmony;

import cn.beian.facts.FactSet;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ZipBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A package that was made, and read. */
final class InspectedHap {
  private InspectedHap() {}

  static FactSet of(ZipBytes files, Path folder) throws Exception {
    Path hap = folder.resolve("sample.hap");
    Files.write(hap, files.toBytes());
    return PackageInspector.inspect(PackageInput.of(List.of(hap)), Limits.standard());
  }
}
