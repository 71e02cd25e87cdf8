package cn.beian.inspect.ios;

import cn.beian.inspect.ios.plist.Plist;
import cn.beian.inspect.ios.signature.CodeSignature;
import cn.beian.inspect.shared.EntryReading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The list of files that were signed with the app, {@code _CodeSignature/CodeResources} (Apple,
 * Technical Note 2206): by path below the app the SHA-1, or a dictionary with {@code hash} (SHA-1),
 * {@code hash2} (SHA-256), {@code symlink} and {@code optional}. {@code files2} is the newer list.
 * On iOS it has the files of bundles inside as well; where it has the {@code cdhash} of a bundle
 * instead, the first 20 bytes of the digest of its directory of code, that bundle's own list goes
 * on. The executable, Info.plist and the list itself are sealed by the directory of code.
 */
final class ResourceSeals {
  private static final int MAX_NAMED = 5;
  private static final String SHA_256 = "SHA-256";
  private static final String INFO = "Info.plist";

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Seal(String algorithm, byte[] digest, boolean optional) {}

  /** A bundle, or code alone, that is sealed by its directory of code. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Inside(byte[] codeDigest, byte[] list, byte[] info, boolean optional) {}

  private final String app;
  private final Map<String, Seal> seals = new TreeMap<>();
  private final Map<String, Inside> inside = new TreeMap<>();
  private final TreeMap<String, SealRules> rules = new TreeMap<>();
  private final Set<String> unlisted = new TreeSet<>();
  private final SortedSet<String> met = new ConcurrentSkipListSet<>();
  private final SortedSet<String> strays = new ConcurrentSkipListSet<>();

  /** Of an app in that folder; nothing is sealed yet. */
  ResourceSeals(String app) {
    this.app = app;
  }

  /**
   * Takes the list of the app or of a bundle inside.
   *
   * @return folders inside that have their own lists, and code alone that is sealed like them
   */
  Map<String, Plist> add(String folder, Plist list) {
    Map<String, Plist> files = list.get("files2").members();
    Map<String, Plist> bundles = new TreeMap<>();
    rules.put(folder, SealRules.of(list));
    (files.isEmpty() ? list.get("files").members() : files)
        .forEach(
            (path, value) -> {
              if (value.get("cdhash").data() == null) {
                seal(folder + path, value);
              } else {
                bundles.put(folder + path, value);
              }
            });
    return bundles;
  }

  /**
   * Takes a bundle, or code alone, that is sealed by its directory of code.
   *
   * @param list its own list; empty where it has none
   * @param info its Info.plist; empty where it has none
   */
  void inside(String name, Plist seal, byte[] list, byte[] info) {
    byte[] digest = seal.get("cdhash").data();
    if (digest != null) {
      inside.put(name, new Inside(digest, list, info, seal.get("optional").flag()));
    }
  }

  private void seal(String name, Plist value) {
    byte[] sha256 = value.get("hash2").data();
    byte[] sha1 = value.data() == null ? value.get("hash").data() : value.data();
    String target = value.get("symlink").text();
    boolean optional = value.get("optional").flag();
    if (sha256 != null) {
      seals.put(name, new Seal(SHA_256, sha256, optional));
    } else if (sha1 != null) {
      seals.put(name, new Seal("SHA-1", sha1, optional));
    } else if (!target.isEmpty()) {
      // a link's content is where it leads; not every archive keeps links
      byte[] digest = EntryReading.digest(SHA_256).digest(target.getBytes(StandardCharsets.UTF_8));
      seals.put(name, new Seal(SHA_256, digest, true));
    } else {
      unlisted.add(name);
    }
  }

  /** Digest algorithm by which a file is listed; empty where it is not listed. */
  String algorithm(String name) {
    Seal seal = seals.get(name);
    return seal == null ? "" : seal.algorithm;
  }

  /** Takes the digest of a file. */
  void met(String name, byte[] digest) {
    Seal seal = seals.get(name);
    if (seal != null) {
      met.add(name);
      if (!MessageDigest.isEqual(digest, seal.digest)) {
        strays.add(name);
      }
    }
  }

  /** Takes the signatures of a file of code, which may seal a bundle inside. */
  void met(String name, List<CodeSignature> signatures) {
    String folder = name.substring(0, Math.max(0, name.lastIndexOf('/')));
    Inside code = inside.get(name);
    Inside bundle = inside.get(folder);
    if (code != null && sealed(code, signatures)) {
      met.add(name);
    } else if (bundle != null && sealed(bundle, signatures)) {
      met.add(folder);
      met.add(name);
    }
  }

  /** The digest is that of one processor; what they seal has to be the same for all. */
  private static boolean sealed(Inside bundle, List<CodeSignature> signatures) {
    return signatures.stream().anyMatch(each -> each.isNamed(bundle.codeDigest))
        && signatures.stream()
            .allMatch(
                each ->
                    each.seals(CodeSignature.RESOURCES, Optional.of(bundle.list))
                        && each.seals(CodeSignature.INFO, Optional.of(bundle.info)));
  }

  /** Files that are not as listed, or are listed and not there; some of them. */
  List<String> strays() {
    List<String> named = new ArrayList<>(strays);
    seals.forEach(
        (name, seal) -> {
          if (!seal.optional && !met.contains(name)) {
            named.add(name);
          }
        });
    inside.forEach(
        (name, bundle) -> {
          if (!bundle.optional && !met.contains(name)) {
            named.add(name);
          }
        });
    return named.stream().sorted().limit(MAX_NAMED).toList();
  }

  /**
   * Files that belong into a list by its rules and are in none; some of them. None where there is
   * no list.
   *
   * @param names files of the package in the order of their names
   * @param executable what the app runs
   */
  List<String> added(Collection<String> names, String executable) {
    List<String> named = new ArrayList<>();
    for (String name : names) {
      if (named.size() < MAX_NAMED
          && rules.containsKey(app)
          && name.startsWith(app)
          && !name.equals(executable)
          && isAdded(name)) {
        named.add(name);
      }
    }
    return named;
  }

  private boolean isAdded(String name) {
    if (seals.containsKey(name) || met.contains(name) || unlisted.contains(name)) {
      return false;
    }
    String folder = folder(name);
    String path = name.substring(folder.length());
    SealRules rule = rules.get(folder);
    return rule != null && !path.equals(INFO) && !SealRules.isOutside(path) && rule.seals(path);
  }

  /** The innermost folder with a list of its own that a file is in. */
  private String folder(String name) {
    int end = name.lastIndexOf('/');
    while (end >= app.length()) {
      String folder = name.substring(0, end + 1);
      if (rules.containsKey(folder)) {
        return folder;
      }
      end = name.lastIndexOf('/', end - 1);
    }
    return app;
  }
}
