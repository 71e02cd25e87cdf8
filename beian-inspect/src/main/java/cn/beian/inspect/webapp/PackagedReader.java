package cn.beian.inspect.webapp;

import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.container.RpkSignature;
import cn.beian.inspect.container.SlicedTree;
import cn.beian.inspect.container.TarArchive;
import cn.beian.inspect.container.WxapkgArchive;
import cn.beian.inspect.container.ZipArchive;
import cn.beian.inspect.library.StatedLibraries;
import cn.beian.inspect.miniprogram.AmrSource;
import cn.beian.inspect.miniprogram.WechatSource;
import cn.beian.inspect.miniprogram.WxapkgFiles;
import cn.beian.inspect.quickapp.QuickAppManifest;
import cn.beian.inspect.quickapp.RpkSource;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader;
import cn.beian.inspect.reader.InflationBudget;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.reader.PackagePart;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads packaged mini-programs and quick apps: wxapkg (main and sub-packages together), rpk and
 * rpks, amr and the tar inside of it. What is in them is then read as a source is.
 */
public final class PackagedReader implements FormatReader {
  private static final Pattern MANIFEST = Pattern.compile("<(uid|name|version)>([^<]*)</");

  @Override
  public boolean recognises(List<PackagePart> parts) {
    return parts.stream().allMatch(PackagedReader::isWxapkg)
        || (parts.size() == 1 && (isRpk(parts.get(0)) || isAmr(parts.get(0))));
  }

  private static boolean isWxapkg(PackagePart part) {
    return part.bytes().filter(WxapkgArchive::begins).isPresent();
  }

  private static boolean isRpk(PackagePart part) {
    return part.bytes().isPresent()
        && part.files().isPresent()
        && ((part.holds(QuickAppManifest.FILE) && part.holds("app.js"))
            || !subPackages(part.files().get()).isEmpty());
  }

  private static List<FileTree.Entry> subPackages(FileTree tree) {
    return tree.entries().stream().filter(entry -> entry.name().endsWith(".srpk")).toList();
  }

  private static boolean isAmr(PackagePart part) {
    if (part.files().isPresent()) {
      return part.bytes().isPresent() && tar(part.files().get()).isPresent();
    }
    return part.bytes().filter(TarArchive::begins).isPresent();
  }

  private static Optional<FileTree.Entry> tar(FileTree tree) {
    return tree.entries().stream()
        .filter(entry -> entry.name().endsWith(".tar") && entry.name().indexOf('/') < 0)
        .findFirst();
  }

  @Override
  public Format read(List<PackagePart> parts, InspectionContext context)
      throws PackageFormatException {
    PackagePart first = parts.get(0);
    if (isWxapkg(first)) {
      return wxapkg(parts, context);
    }
    return isRpk(first) ? rpk(first, context) : amr(first, context);
  }

  // ---- WeChat ----------------------------------------------------------------------------------

  private static Format wxapkg(List<PackagePart> parts, InspectionContext context)
      throws PackageFormatException {
    SlicedTree packed = new SlicedTree(context.limits(), context.facts());
    for (PackagePart part : parts) {
      ByteSource bytes = part.bytes().orElseThrow();
      FileTree files =
          WxapkgArchive.open(bytes, context.appId(), context.limits(), context.facts());
      for (FileTree.Entry entry : files.entries()) {
        packed.add(entry);
      }
    }
    context
        .appId()
        .ifPresent(
            appId ->
                context
                    .facts()
                    .add(
                        FactKind.IDENTITY,
                        Locator.PACKAGE,
                        Map.of(Field.NAME, "package", Field.VALUE, appId)));
    WxapkgFiles.Restored restored = WxapkgFiles.of(packed, context.limits(), context.facts());
    ProjectFiles source =
        new ProjectFiles(restored.tree(), "", "", context.facts()).within(restored.containers());
    StatedLibraries.read(packed, context);
    Format format = MiniProgramReader.read(WechatSource.WECHAT, source, context);
    return new Format("wxapkg", format.framework());
  }

  // ---- quick apps ------------------------------------------------------------------------------

  private static Format rpk(PackagePart part, InspectionContext context)
      throws PackageFormatException {
    ByteSource bytes = part.bytes().orElseThrow();
    FileTree tree = part.files().orElseThrow();
    List<FileTree.Entry> inner = subPackages(tree);
    if (inner.isEmpty()) {
      RpkSignature.read(bytes, context.facts());
    } else {
      tree = together(tree, inner, bytes, context);
    }
    if (tree.entry(QuickAppManifest.FILE).isEmpty()) {
      throw new PackageFormatException(
          Code.UNREADABLE, QuickAppManifest.FILE, -1, "no sub-package holds manifest.json");
    }
    ProjectFiles source = new ProjectFiles(tree, "", "", context.facts());
    StatedLibraries.read(tree, context);
    return MiniProgramReader.read(new RpkSource(), source, context);
  }

  /** The files of all sub-packages of an rpks, each of which is signed. */
  private static FileTree together(
      FileTree outer, List<FileTree.Entry> inner, ByteSource bytes, InspectionContext context)
      throws PackageFormatException {
    SlicedTree tree = new SlicedTree(context.limits(), context.facts());
    InflationBudget budget = new InflationBudget(context.limits(), bytes.sizeBytes());
    for (FileTree.Entry entry : inner) {
      ByteSource source = ByteSource.of(entry.bytes());
      RpkSignature.read(source, context.facts());
      Optional<ZipArchive> zip = ZipArchive.open(source, budget, context.facts());
      if (zip.isEmpty()) {
        throw new PackageFormatException(
            Code.UNREADABLE, entry.name(), -1, "the sub-package is no ZIP");
      }
      for (FileTree.Entry file : zip.get().entries()) {
        tree.add(file);
      }
    }
    for (FileTree.Entry entry : outer.entries()) {
      if (!entry.name().endsWith(".srpk")) {
        tree.add(entry);
      }
    }
    return tree;
  }

  // ---- Alipay ----------------------------------------------------------------------------------

  private static Format amr(PackagePart part, InspectionContext context)
      throws PackageFormatException {
    ByteSource bytes = part.bytes().orElseThrow();
    String name = "";
    if (part.files().isPresent()) {
      FileTree outer = part.files().get();
      FileTree.Entry tar = tar(outer).orElseThrow();
      name = tar.name();
      identity(outer, context);
      bytes = ByteSource.of(tar.bytes());
    }
    FileTree tree = TarArchive.open(bytes, context.limits(), context.facts());
    ProjectFiles source = new ProjectFiles(tree, "", "", context.facts()).inside(name);
    String archive = name.isEmpty() ? "" : name + "!";
    StatedLibraries.read(
        tree,
        context.with(
            (kind, origin, screen, at, values) ->
                context
                    .facts()
                    .add(kind, origin, screen, Locator.entry(archive + at.entry()), values)));
    return MiniProgramReader.read(new AmrSource(), source, context);
  }

  /** Manifest.xml: {@code <uid>}, {@code <name>}, {@code <version>}. */
  private static void identity(FileTree outer, InspectionContext context)
      throws PackageFormatException {
    Optional<FileTree.Entry> manifest = outer.entry("Manifest.xml");
    if (manifest.isEmpty()) {
      return;
    }
    Matcher member = MANIFEST.matcher(new String(manifest.get().bytes(), StandardCharsets.UTF_8));
    while (member.find()) {
      String name =
          switch (member.group(1)) {
            case "uid" -> "package";
            case "name" -> "label";
            default -> "version_name";
          };
      context
          .facts()
          .add(
              FactKind.IDENTITY,
              Locator.entry("Manifest.xml"),
              Map.of(Field.NAME, name, Field.VALUE, member.group(2)));
    }
  }
}
