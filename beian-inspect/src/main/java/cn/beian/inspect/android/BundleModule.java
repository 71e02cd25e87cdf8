package cn.beian.inspect.android;

import cn.beian.inspect.android.manifest.Manifest;
import cn.beian.inspect.android.resource.ProtoTable;
import cn.beian.inspect.android.resource.ProtoXml;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A module of an Android App Bundle (developer.android.com, "The Android App Bundle format"), seen
 * as the APK that is built from it:
 *
 * <pre>
 * MODULE/manifest/AndroidManifest.xml  AndroidManifest.xml  see {@link ProtoXml}
 * MODULE/resources.pb                  resources.arsc       see {@link ProtoTable}
 * MODULE/dex/classesN.dex              classesN.dex
 * MODULE/root/x                        x
 * MODULE/res lib assets/x              res lib assets/x     XML under res: {@link ProtoXml}
 * MODULE/assets.pb native.pb …         none: for the tool that builds the APKs
 * </pre>
 */
final class BundleModule implements FileTree {
  /** The module that every app has. */
  static final String BASE = "base";

  private static final String MANIFEST = "/manifest/" + Manifest.ENTRY;
  private static final Set<String> FOR_THE_TOOL =
      Set.of("assets.pb", "native.pb", "apex.pb", "runtime_enabled_sdk_config.pb");

  private final String name;
  private final Map<String, Entry> byName = new TreeMap<>();

  private BundleModule(String name) {
    this.name = name;
  }

  /** Whether an archive is a bundle. */
  static boolean isBundle(FileTree files) {
    return files.entry("BundleConfig.pb").isPresent() || files.entry(BASE + MANIFEST).isPresent();
  }

  /**
   * The modules, the base first, then by name.
   *
   * @param others takes the entries that are in no module or do not get into an APK
   */
  static List<BundleModule> of(FileTree files, List<Entry> others) {
    Map<String, BundleModule> modules = new TreeMap<>();
    for (Entry entry : files.entries()) {
      String path = entry.name();
      int slash = path.indexOf('/');
      if (path.endsWith(MANIFEST) && slash == path.length() - MANIFEST.length()) {
        String module = path.substring(0, slash);
        modules.put(module, new BundleModule(module));
      }
    }
    for (Entry entry : files.entries()) {
      int slash = entry.name().indexOf('/');
      BundleModule module = slash < 0 ? null : modules.get(entry.name().substring(0, slash));
      if (module == null || !module.take(entry, entry.name().substring(slash + 1))) {
        others.add(entry);
      }
    }
    List<BundleModule> sorted = new ArrayList<>(modules.values());
    sorted.sort(Comparator.comparing(module -> !module.name.equals(BASE)));
    return sorted;
  }

  /** False for what does not get into an APK, or would lie where another file does. */
  private boolean take(Entry entry, String path) {
    if (FOR_THE_TOOL.contains(path)) {
      return false;
    }
    String inApk = inApk(path);
    return byName.putIfAbsent(inApk, new Placed(inApk, entry)) == null;
  }

  private static String inApk(String path) {
    if (path.equals("resources.pb")) {
      return "resources.arsc";
    }
    if (path.equals(MANIFEST.substring(1))) {
      return Manifest.ENTRY;
    }
    if (path.startsWith("root/")) {
      return path.substring("root/".length());
    }
    String dex = path.startsWith("dex/") ? path.substring("dex/".length()) : "";
    return EntryReader.isLoadedDex(dex) ? dex : path;
  }

  String name() {
    return name;
  }

  /** Where a file of the APK lies in the bundle. */
  String place(String inApk) {
    return byName.get(inApk) instanceof Placed placed ? placed.entry.name() : name + "/" + inApk;
  }

  @Override
  public List<Entry> entries() {
    return List.copyOf(byName.values());
  }

  @Override
  public Optional<Entry> entry(String inApk) {
    return Optional.ofNullable(byName.get(inApk));
  }

  /** An entry of the bundle under its name in the APK. */
  private record Placed(String name, Entry entry) implements Entry {
    @Override
    public long statedBytes() {
      return entry.statedBytes();
    }

    @Override
    public byte[] bytes() throws PackageFormatException {
      return entry.bytes();
    }

    @Override
    public Optional<ByteSource> stored() {
      return entry.stored();
    }

    @Override
    public InputStream open() throws IOException {
      return entry.open();
    }
  }
}
