package cn.beian.inspect.ios;

import cn.beian.inspect.ios.plist.Plist;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The list of files that were signed with the app, {@code _CodeSignature/CodeResources} (Apple,
 * Technical Note 2206): by path below the app the SHA-1, or a dictionary with {@code hash} (SHA-1),
 * {@code hash2} (SHA-256) and {@code optional}. {@code files2} is the newer list. Code inside has a
 * signature of its own and no digest here.
 */
final class ResourceSeals {
  static final ResourceSeals NONE = new ResourceSeals("", Plist.NONE);

  private static final int MAX_NAMED = 5;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Seal(String algorithm, byte[] digest, boolean optional) {}

  private final Map<String, Seal> seals = new TreeMap<>();
  private final SortedSet<String> met = new ConcurrentSkipListSet<>();
  private final SortedSet<String> strays = new ConcurrentSkipListSet<>();

  ResourceSeals(String app, Plist list) {
    Map<String, Plist> files = list.get("files2").members();
    (files.isEmpty() ? list.get("files").members() : files)
        .forEach((path, value) -> seal(app + path, value));
  }

  private void seal(String name, Plist value) {
    byte[] sha256 = value.get("hash2").data();
    byte[] sha1 = value.data() == null ? value.get("hash").data() : value.data();
    boolean optional = value.get("optional").flag();
    if (sha256 != null) {
      seals.put(name, new Seal("SHA-256", sha256, optional));
    } else if (sha1 != null) {
      seals.put(name, new Seal("SHA-1", sha1, optional));
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

  /** Files that are not as listed, or are listed and not there; some of them. */
  List<String> strays() {
    List<String> named = new ArrayList<>(strays);
    seals.forEach(
        (name, seal) -> {
          if (!seal.optional && !met.contains(name)) {
            named.add(name);
          }
        });
    return named.stream().sorted().limit(MAX_NAMED).toList();
  }
}
