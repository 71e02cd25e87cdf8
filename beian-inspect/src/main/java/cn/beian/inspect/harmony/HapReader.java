package cn.beian.inspect.harmony;

import cn.beian.facts.Locator;
import cn.beian.inspect.harmony.manifest.HapManifest;
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
 * Reads the package of a HarmonyOS module ({@code .hap}, {@code .hsp}), several of one app, or the
 * archive of them that goes to a store ({@code .app}), of the FA model and of the Stage model,
 * atomic services (元服务) included.
 */
public final class HapReader implements FormatReader {
  private static final String FORMAT = "hap";
  private static final String PACK = "pack.info";
  private static final Pattern MEMBER =
      Pattern.compile("[^/]+\\.(?:hap|hsp)", Pattern.CASE_INSENSITIVE);

  /** What a configuration alone does not tell: that it is of a module. */
  private static final Pattern OF_A_MODULE =
      Pattern.compile(
          "libs/.*|assets/js/.*|assets/[^/]+/resources\\.index|resources\\.index|[^/]+\\.(?:so|dex|apk)");

  @Override
  public boolean recognises(List<PackagePart> parts) {
    return parts.size() == 1
        ? isModule(parts.get(0)) || isSet(parts.get(0))
        : !parts.isEmpty() && parts.stream().allMatch(HapReader::isModule);
  }

  private static boolean isModule(PackagePart part) {
    if (part.bytes().isEmpty() || part.files().isEmpty()) {
      return false;
    }
    if (part.holds(HapManifest.STAGE)) {
      return true;
    }
    return part.holds(HapManifest.FA)
        && part.files().get().entries().stream()
            .anyMatch(entry -> OF_A_MODULE.matcher(entry.name()).matches());
  }

  private static boolean isSet(PackagePart part) {
    return part.bytes().isPresent()
        && part.holds(PACK)
        && part.files().orElseThrow().entries().stream().anyMatch(HapReader::isMember);
  }

  private static boolean isMember(FileTree.Entry entry) {
    return MEMBER.matcher(entry.name()).matches();
  }

  @Override
  public Format read(List<PackagePart> parts, InspectionContext context)
      throws PackageFormatException {
    HapInspection inspection = new HapInspection(context);
    if (parts.size() > 1) {
      for (PackagePart part : parts) {
        inspection.add(
            HapPart.of(
                String.valueOf(part.path().getFileName()),
                part.files().orElseThrow(),
                part.bytes().orElseThrow(),
                context.facts()));
      }
    } else if (isModule(parts.get(0))) {
      inspection.add(
          HapPart.whole(
              parts.get(0).files().orElseThrow(),
              parts.get(0).bytes().orElseThrow(),
              context.facts()));
    } else {
      set(parts.get(0), context, inspection);
    }
    return new Format(FORMAT, inspection.run());
  }

  private static void set(PackagePart part, InspectionContext context, HapInspection inspection)
      throws PackageFormatException {
    List<FileTree.Entry> others = new ArrayList<>();
    for (FileTree.Entry entry : part.files().orElseThrow().entries()) {
      if (!isMember(entry)) {
        others.add(entry);
        continue;
      }
      Optional<ByteSource> stored = entry.stored();
      ByteSource source = stored.isPresent() ? stored.get() : ByteSource.of(entry.bytes());
      Optional<HapPart> member =
          HapPart.of(entry.name(), source, context.budget(), context.facts());
      if (member.isPresent()) {
        inspection.add(member.get());
      } else {
        context.facts().anomaly("split-unreadable", Locator.entry(entry.name()), "no archive");
      }
    }
    if (inspection.isEmpty()) {
      throw new PackageFormatException(Code.UNREADABLE, "", -1, "no module in it can be opened");
    }
    inspection.within(part.bytes().orElseThrow(), others);
  }
}
