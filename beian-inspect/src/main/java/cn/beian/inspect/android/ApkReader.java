package cn.beian.inspect.android;

import cn.beian.facts.Locator;
import cn.beian.inspect.android.manifest.Manifest;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.reader.PackagePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads an APK, an Android App Bundle, or the APKs of one app: a base with its splits as several
 * files, in a folder, or in one archive ({@code .apks} of bundletool, {@code .xapk}).
 */
public final class ApkReader implements FormatReader {
  private static final Pattern MEMBER =
      Pattern.compile("((splits|standalones)/)?[^/]+\\.apk", Pattern.CASE_INSENSITIVE);

  @Override
  public boolean recognises(List<PackagePart> parts) {
    if (parts.stream().anyMatch(ApkReader::isHarmony)) {
      return false;
    }
    return parts.size() == 1
        ? isApk(parts.get(0)) || isBundle(parts.get(0)) || isSet(parts.get(0))
        : !parts.isEmpty() && parts.stream().allMatch(ApkReader::isApk);
  }

  /** Packages of the FA model hold a classes.dex and an APK that starts them. */
  private static boolean isHarmony(PackagePart part) {
    return !part.holds(Manifest.ENTRY)
        && (part.holds("config.json") || part.holds("module.json") || part.holds("pack.info"));
  }

  private static boolean isApk(PackagePart part) {
    return part.bytes().isPresent()
        && (part.holds(Manifest.ENTRY)
            || part.holds("classes.dex")
            || part.holds("resources.arsc"));
  }

  private static boolean isBundle(PackagePart part) {
    return part.bytes().isPresent() && part.files().filter(BundleModule::isBundle).isPresent();
  }

  private static boolean isSet(PackagePart part) {
    return part.files().isPresent()
        && part.files().get().entries().stream().anyMatch(ApkReader::isMember);
  }

  private static boolean isMember(FileTree.Entry entry) {
    return MEMBER.matcher(entry.name()).matches();
  }

  @Override
  public Format read(List<PackagePart> parts, InspectionContext context)
      throws PackageFormatException {
    ApkInspection inspection = new ApkInspection(context);
    if (parts.size() > 1) {
      for (PackagePart part : parts) {
        inspection.add(
            ApkPart.of(
                String.valueOf(part.path().getFileName()),
                part.files().orElseThrow(),
                part.bytes().orElseThrow(),
                inspection.facts()));
      }
    } else if (isApk(parts.get(0))) {
      inspection.add(
          ApkPart.whole(
              parts.get(0).files().orElseThrow(),
              parts.get(0).bytes().orElseThrow(),
              inspection.facts()));
    } else if (isBundle(parts.get(0))) {
      bundle(parts.get(0), inspection);
      return new Format("aab", inspection.run());
    } else {
      set(parts.get(0).files().orElseThrow(), context, inspection);
    }
    return new Format("apk", inspection.run());
  }

  private static void bundle(PackagePart part, ApkInspection inspection)
      throws PackageFormatException {
    List<FileTree.Entry> others = new ArrayList<>();
    List<BundleModule> modules = BundleModule.of(part.files().orElseThrow(), others);
    if (modules.isEmpty() || !modules.get(0).name().equals(BundleModule.BASE)) {
      throw new PackageFormatException(
          Code.UNREADABLE, "base/manifest/AndroidManifest.xml", -1, "missing");
    }
    for (BundleModule module : modules) {
      inspection.add(ApkPart.of(module, part.bytes().orElseThrow(), inspection.facts()));
    }
    inspection.beside(others);
  }

  private static void set(FileTree files, InspectionContext context, ApkInspection inspection)
      throws PackageFormatException {
    List<FileTree.Entry> others = new ArrayList<>();
    for (FileTree.Entry entry : files.entries()) {
      if (!isMember(entry)) {
        others.add(entry);
        continue;
      }
      Optional<ByteSource> stored = entry.stored();
      ByteSource source = stored.isPresent() ? stored.get() : ByteSource.of(entry.bytes());
      Optional<ApkPart> part =
          ApkPart.of(entry.name(), source, context.budget(), inspection.facts());
      if (part.isPresent()) {
        inspection.add(part.get());
      } else {
        inspection.facts().anomaly("split-unreadable", Locator.entry(entry.name()), "no archive");
      }
    }
    if (inspection.isEmpty()) {
      throw new PackageFormatException(Code.UNREADABLE, "", -1, "no APK in it can be opened");
    }
    inspection.beside(others);
  }
}
