package cn.beian.inspect.miniprogram;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.FileTree;
import cn.beian.inspect.Limits;
import cn.beian.inspect.PackageFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files under the root of the mini-program. Paths are relative to that root, locators to the
 * package.
 */
final class Source {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Pattern THIRD_PARTY =
      Pattern.compile(
          "(^|.*/)(node_modules|miniprogram_npm|vant|vant-weapp|iview|wux-weapp|wux|weui|weui-miniprogram"
              + "|towxml|wxParse|colorui|ec-canvas|tdesign-miniprogram|lin-ui|uview-ui|uni_modules)/.*");

  private final String root;
  private final TreeMap<String, FileTree.Entry> files = new TreeMap<>();
  private final Limits limits;
  private final FactSink facts;

  /**
   * @param root folder that holds app.json: empty, or ending with a slash
   * @param serverRoot folder of cloud functions inside the root, which do not ship; empty for none
   */
  Source(FileTree tree, String root, String serverRoot, Limits limits, FactSink facts) {
    this.root = root;
    this.limits = limits;
    this.facts = facts;
    for (FileTree.Entry entry : tree.entries()) {
      String name = entry.name();
      if (name.startsWith(root)) {
        String path = name.substring(root.length());
        boolean server = !serverRoot.isEmpty() && name.startsWith(serverRoot);
        if (!server && !path.startsWith("node_modules/")) {
          files.put(path, entry);
        }
      }
    }
  }

  Limits limits() {
    return limits;
  }

  FactSink facts() {
    return facts;
  }

  boolean has(String path) {
    return files.containsKey(path);
  }

  /** Paths with that ending, in order. */
  List<String> ending(String extension) {
    List<String> found = new ArrayList<>();
    for (String path : files.keySet()) {
      if (path.endsWith(extension)) {
        found.add(path);
      }
    }
    return found;
  }

  Iterable<String> paths() {
    return files.keySet();
  }

  long statedBytes(String path) {
    FileTree.Entry entry = files.get(path);
    return entry == null ? 0 : entry.statedBytes();
  }

  Locator at(String path, int line) {
    return line > 0 ? Locator.line(root + path, line) : Locator.entry(root + path);
  }

  Locator at(String path) {
    return at(path, 0);
  }

  Origin origin(String path) {
    return THIRD_PARTY.matcher(path).matches() ? Origin.SDK : Origin.APP;
  }

  /**
   * Text of a file, empty where there is none; what is not UTF-8 is read as GB 18030 and said so.
   */
  String text(String path) throws PackageFormatException {
    FileTree.Entry entry = files.get(path);
    if (entry == null) {
      return "";
    }
    byte[] bytes = entry.bytes();
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      facts.anomaly("not_utf8", at(path), "read as GB 18030");
      text = new String(bytes, GB18030);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * The path that a reference in a file leads to, without extension or query; a leading slash is
   * the root. Empty where it leads out of the root or is no path.
   */
  static String resolved(String file, String reference) {
    String target = reference.strip();
    int query = target.indexOf('?');
    target = query < 0 ? target : target.substring(0, query);
    if (target.isEmpty() || target.contains("://") || target.contains("\\")) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    if (!target.startsWith("/")) {
      int slash = file.lastIndexOf('/');
      if (slash >= 0) {
        parts.addAll(List.of(file.substring(0, slash).split("/", -1)));
      }
    }
    for (String part : target.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return "";
        }
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** The script that {@code require(reference)} in a file leads to; empty where none ships. */
  String module(String file, String reference) {
    String base = resolved(file, reference);
    for (String candidate :
        reference.startsWith(".") || reference.startsWith("/")
            ? List.of(base, base + ".js", base + "/index.js", base + ".ts", base + "/index.ts")
            : List.of(
                base + ".js",
                base,
                reference + ".js",
                "miniprogram_npm/" + reference + "/index.js",
                "miniprogram_npm/" + reference + ".js")) {
      if ((candidate.endsWith(".js") || candidate.endsWith(".ts")) && has(candidate)) {
        return candidate;
      }
    }
    return "";
  }

  /** The component that a reference of usingComponents leads to, without extension; or empty. */
  String component(String file, String reference) {
    String base = resolved(file, reference);
    List<String> candidates = new ArrayList<>(List.of(base, base + "/index"));
    if (!reference.startsWith(".") && !reference.startsWith("/")) {
      candidates.add(resolved("", reference));
      candidates.add("miniprogram_npm/" + reference);
      candidates.add("miniprogram_npm/" + reference + "/index");
    }
    for (String candidate : candidates) {
      if (!candidate.isEmpty() && has(candidate + ".wxml")) {
        return candidate;
      }
    }
    return "";
  }
}
