package cn.beian.inspect.android;

import cn.beian.inspect.FileTree;
import cn.beian.inspect.FormatReader;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackageFormatException.Code;
import cn.beian.inspect.PackagePart;
import cn.beian.inspect.Reading;
import java.util.List;

/** Reads an APK. */
public final class ApkReader implements FormatReader {
  private static final String MANIFEST = "AndroidManifest.xml";

  @Override
  public boolean recognises(List<PackagePart> parts) {
    return parts.size() == 1
        && (parts.get(0).holds(MANIFEST)
            || parts.get(0).holds("classes.dex")
            || parts.get(0).holds("resources.arsc"));
  }

  @Override
  public Format read(List<PackagePart> parts, Reading reading) throws PackageFormatException {
    FileTree files = parts.get(0).files().orElseThrow();
    FileTree.Entry manifest =
        files
            .entry(MANIFEST)
            .orElseThrow(
                () -> new PackageFormatException(Code.UNREADABLE, MANIFEST, -1, "missing"));
    manifest.bytes();
    return new Format("apk", "native");
  }
}
