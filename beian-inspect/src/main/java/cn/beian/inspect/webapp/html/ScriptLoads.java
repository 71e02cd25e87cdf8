package cn.beian.inspect.webapp.html;

import cn.beian.facts.Unread;
import cn.beian.inspect.js.Call;
import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files that scripts load as scripts, whatever they are called, by names that stand in them: {@code
 * import}, workers, {@code src} of an element that they make, and what they fetch where they
 * evaluate texts; and scripts that stand in texts of theirs. What is put together at run time is
 * not followed.
 */
final class ScriptLoads {
  /** Calls, by their last name, whose argument is a script. */
  private static final Set<String> LOADERS =
      Set.of(
          "import",
          "importScripts",
          "Worker",
          "SharedWorker",
          "getScript",
          "loadScript",
          "setAttribute",
          "register",
          "addModule");

  /** Calls, by their last name, that bring the text of a file. */
  private static final Set<String> FETCHERS =
      Set.of("fetch", "open", "get", "load", "ajax", "request", "getJSON", "axios");

  /** Not where a bundler asks for the global object. */
  private static final Pattern EVALUATES =
      Pattern.compile("\\beval\\s{0,9}[(),;]|\\bFunction\\s{0,9}\\((?!\\s{0,9}[\"']return this)");

  /** Data, not code. */
  private static final Pattern DATA = Pattern.compile("\\s{0,99}[\\[{].*", Pattern.DOTALL);

  /** What no browser takes for a script of a page, but for a graphic or a page. */
  private static final Pattern NO_SCRIPT =
      Pattern.compile("(?i).*\\.(?:html?|xhtml|css|svg|vue|md|less|scss)");

  private static final int HEAD = 512;
  private static final int MAX_NAME = 1_000;

  /** So many scripts in texts of one script are read. */
  private static final int MAX_WRITTEN = 1_000;

  private final Parsing parsing;
  private final ProjectFiles source;
  private final Map<String, Script> scripts;
  private final Map<String, Set<String>> loads = new LinkedHashMap<>();
  private final Set<String> before;
  private final Map<String, Boolean> evaluate = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> told = new HashSet<>();

  private ScriptLoads(Parsing parsing, Map<String, Script> scripts) {
    this.parsing = parsing;
    this.source = parsing.source();
    this.scripts = scripts;
    this.before = Set.copyOf(scripts.keySet());
  }

  /**
   * Reads what the scripts load, and what that loads.
   *
   * @param scripts by path; those that are found are put there
   * @return what each of them loads of those, by path
   */
  static Map<String, Set<String>> read(Parsing parsing, Map<String, Script> scripts)
      throws PackageFormatException {
    ScriptLoads reading = new ScriptLoads(parsing, scripts);
    Deque<String> left = new ArrayDeque<>(scripts.keySet());
    while (!left.isEmpty()) {
      String path = left.remove();
      Script script = scripts.get(path);
      if (script != null) {
        left.addAll(reading.follow(path, script));
      }
    }
    return reading.loads;
  }

  /** Scripts that were not known before. */
  private List<String> follow(String path, Script script) throws PackageFormatException {
    List<String> found = new ArrayList<>();
    for (String name : named(script)) {
      String target = target(path, name);
      if (!target.isEmpty() && load(path, target)) {
        found.add(target);
      }
    }
    written(path, script, found);
    for (String name : fetched(script)) {
      String target = target(path, name);
      if (!target.isEmpty() && !scripts.containsKey(target) && evaluates(path)) {
        if (load(path, target)) {
          found.add(target);
        } else if (told.add(target) && !DATA.matcher(source.text(target)).matches()) {
          Coverage.CODE.add(source.facts(), 0, 1, Unread.SCRIPTS_FETCHED);
        }
      }
    }
    return found;
  }

  /** Reads what stands in texts of a script. */
  private void written(String path, Script script, List<String> found) {
    int n = 0;
    for (WrittenScript each : WrittenScript.of(script)) {
      if (n == MAX_WRITTEN) {
        Coverage.CODE.add(source.facts(), 0, 1, Unread.SCRIPTS_WRITTEN);
        return;
      }
      String own = path + "!" + ++n + ".js";
      boolean wanted = each.certain() || parsing.isScript(each.code());
      Optional<Script> read =
          wanted ? parsing.script(own, each.code(), Syntax.JAVASCRIPT) : Optional.empty();
      if (read.isPresent()) {
        scripts.put(own, read.get());
        loads.computeIfAbsent(path, f -> new LinkedHashSet<>()).add(own);
        found.add(own);
      }
    }
  }

  private boolean evaluates(String path) throws PackageFormatException {
    Boolean known = evaluate.get(path);
    if (known == null) {
      known = EVALUATES.matcher(source.text(path)).find();
      evaluate.put(path, known);
    }
    return known;
  }

  private static Set<String> named(Script script) {
    Set<String> found = new LinkedHashSet<>();
    script.modules().stream().filter(ScriptLoads::isPath).forEach(found::add);
    for (Call call : script.calls()) {
      if (LOADERS.contains(call.lastName())) {
        found.addAll(call.arguments());
      }
    }
    for (Literal literal : script.literals()) {
      if (literal.key().equals("src") || literal.call().equals("import")) {
        found.add(literal.text());
      }
    }
    return found;
  }

  private static Collection<String> fetched(Script script) {
    Set<String> found = new LinkedHashSet<>();
    for (Call call : script.calls()) {
      if (FETCHERS.contains(call.lastName())) {
        found.addAll(call.arguments());
      }
    }
    for (Literal literal : script.literals()) {
      if (literal.key().equals("url")) {
        found.add(literal.text());
      }
    }
    return found;
  }

  private static boolean isPath(String module) {
    return module.startsWith(".") || module.startsWith("/") || module.startsWith("file:");
  }

  /** The file that a name leads to; empty where there is none. */
  private String target(String from, String name) {
    if (name.length() > MAX_NAME || name.isBlank() || name.indexOf('\n') >= 0) {
      return "";
    }
    String path = Addressed.path(source, from, name);
    return NO_SCRIPT.matcher(path).matches() || !source.has(path) ? "" : path;
  }

  /** Whether it is a script that was not read before. */
  private boolean load(String from, String target) throws PackageFormatException {
    if (before.contains(target)) {
      return false; // read by its name
    }
    boolean known = scripts.containsKey(target);
    if (!known && (refused.contains(target) || !read(target))) {
      refused.add(target);
      return false;
    }
    loads.computeIfAbsent(from, f -> new LinkedHashSet<>()).add(target);
    return !known;
  }

  private boolean read(String target) throws PackageFormatException {
    String text = isText(target) ? source.text(target) : "";
    if (text.isBlank() || !parsing.isScript(text)) {
      return false;
    }
    Optional<Script> script = parsing.script(target, text, Syntax.of(target));
    script.ifPresent(read -> scripts.put(target, read));
    return script.isPresent();
  }

  /** Whether a file may be text: it begins without controls, and like no markup. */
  private boolean isText(String path) throws PackageFormatException {
    FileTree.Entry entry = source.entry(path).orElseThrow();
    try (InputStream in = entry.open()) {
      byte[] head = in.readNBytes(HEAD);
      for (byte b : head) {
        if (b >= 0 && b < '\t') {
          return false;
        }
      }
      return head.length > 0 && head[0] != '<';
    } catch (IOException e) {
      return false; // counted where it was inflated
    }
  }
}
