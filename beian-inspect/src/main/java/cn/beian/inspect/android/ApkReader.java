package cn.beian.inspect.android;

import cn.beian.inspect.FileTree;
import cn.beian.inspect.FormatReader;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackagePart;
import cn.beian.inspect.Reading;
import java.util.List;

/** Reads an APK. */
public final class ApkReader implements FormatReader {
  @Override
  public boolean recognises(List<PackagePart> parts) {
    return parts.size() == 1
        && parts.get(0).bytes().isPresent()
        && (parts.get(0).holds(ManifestReader.ENTRY)
            || parts.get(0).holds("classes.dex")
            || parts.get(0).holds("resources.arsc"));
  }

  @Override
  public Format read(List<PackagePart> parts, Reading reading) throws PackageFormatException {
    FileTree files = parts.get(0).files().orElseThrow();
    return new ApkInspection(files, parts.get(0).bytes().orElseThrow(), reading).run();
  }
}
