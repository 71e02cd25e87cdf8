package cn.beian.testkit.miniprogram;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of a mini-program, written as a folder or a ZIP. Pages are listed in app.json in the
 * order in which they are added, unless {@link #file} gives another app.json.
 */
public final class MiniProgramFiles {
  private final String root;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<String> pages = new ArrayList<>();

  private MiniProgramFiles(String root) {
    this.root = root;
  }

  public static MiniProgramFiles atRoot() {
    return new MiniProgramFiles("");
  }

  /**
   * Files whose app.json is in a folder.
   *
   * @param folder folder of app.json, ending with a slash
   */
  public static MiniProgramFiles under(String folder) {
    return new MiniProgramFiles(folder);
  }

  /** Adds a listed page with the texts of its template, script and configuration. */
  public MiniProgramFiles page(String route, String wxml, String script, String json) {
    pages.add(route);
    return part(route, wxml, script, json);
  }

  /** Adds a component or a page that is not listed. */
  public MiniProgramFiles part(String path, String wxml, String script, String json) {
    return file(path + ".wxml", wxml).file(path + ".js", script).file(path + ".json", json);
  }

  /** Adds or replaces a file under the root of the mini-program. */
  public MiniProgramFiles file(String path, String text) {
    return bytes(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds or replaces a file under the root of the mini-program. */
  public MiniProgramFiles bytes(String path, byte[] bytes) {
    files.put(root + path, bytes.clone());
    return this;
  }

  /** All files by path, including app.json. */
  public Map<String, byte[]> files() {
    Map<String, byte[]> all = new TreeMap<>(files);
    all.computeIfAbsent(
        root + "app.json",
        path ->
            pages.stream()
                .map(page -> '"' + page + '"')
                .collect(Collectors.joining(",", "{\"pages\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8));
    return all;
  }

  /** The files, ready to be written. */
  private SourceFiles all() {
    SourceFiles all = new SourceFiles();
    files().forEach(all::bytes);
    return all;
  }

  /** Writes all files below a folder. */
  public Path writeTo(Path folder) {
    return all().writeTo(folder);
  }

  /** All files as a ZIP with fixed times. */
  public byte[] zip() {
    return all().zip();
  }
}
