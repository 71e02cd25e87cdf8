package cn.beian.inspect.ios;

import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.reader.PackagePart;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an iOS app: a ZIP with one folder {@code Payload/NAME.app}, in which Info.plist says what
 * the app is (Apple, "Bundle Programming Guide"). A Payload below another folder, as it comes from
 * archives that were packed by hand, is read all the same.
 */
public final class IpaReader implements FormatReader {
  private static final Pattern INFO =
      Pattern.compile("((?:[^/]+/)*?Payload/[^/]+\\.app/)Info\\.plist");

  @Override
  public boolean recognises(List<PackagePart> parts) {
    return parts.size() == 1
        && parts.get(0).files().isPresent()
        && parts.get(0).files().get().entries().stream().anyMatch(IpaReader::isInfo);
  }

  private static boolean isInfo(FileTree.Entry entry) {
    return entry.name().endsWith(".app/Info.plist") && INFO.matcher(entry.name()).matches();
  }

  @Override
  public Format read(List<PackagePart> parts, InspectionContext context)
      throws PackageFormatException {
    FileTree files = parts.get(0).files().orElseThrow();
    List<String> apps =
        files.entries().stream()
            .filter(IpaReader::isInfo)
            .map(entry -> folder(entry.name()))
            .sorted(Comparator.comparingInt(String::length).thenComparing(name -> name))
            .toList();
    if (apps.isEmpty()) {
      throw new PackageFormatException(Code.UNREADABLE, "Payload", -1, "no app in it");
    }
    return new Format("ipa", new IpaInspection(files, apps, context).run());
  }

  private static String folder(String info) {
    Matcher matcher = INFO.matcher(info);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
