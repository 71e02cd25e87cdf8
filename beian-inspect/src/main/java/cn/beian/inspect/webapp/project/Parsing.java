package cn.beian.inspect.webapp.project;

import cn.beian.facts.Unread;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader;
import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.markup.MarkupParser;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Parses the files of one source; what is odd becomes an anomaly. */
public final class Parsing {
  /** A script that requires it is a cloud function, which does not ship with the app. */
  private static final String SERVER = "wx-server-sdk";

  /** Elements and texts that are kept of one page. */
  private static final int MAX_NODES = 500_000;

  private final ProjectFiles source;
  private final InspectionContext context;
  private final ScriptReader scripts;

  public Parsing(ProjectFiles source, InspectionContext context) {
    this.source = source;
    this.context = context;
    this.scripts = ScriptReader.parsing(context.limits().nesting(), context.kept());
  }

  public ProjectFiles source() {
    return source;
  }

  /** The same over other files of the package. */
  public Parsing of(ProjectFiles other) {
    return new Parsing(other, context);
  }

  /** Runs work on every path, several at a time. */
  public void each(String entryClass, List<String> paths, InspectionContext.Work<String> work)
      throws PackageFormatException {
    context.workers().forEach(entryClass, paths, work);
  }

  /** The JSON of a file; empty where there is none or it is broken. */
  public Optional<Json> json(String path) throws PackageFormatException {
    if (isAppleDouble(path)) {
      return Optional.of(Json.ABSENT);
    }
    return source.has(path) ? json(path, source.text(path)) : Optional.empty();
  }

  /** What a Mac lays beside a file: {@code ._} and its name, binary, no part of the app. */
  private static boolean isAppleDouble(String path) {
    return path.startsWith("._", path.lastIndexOf('/') + 1);
  }

  /** The JSON in a text whose lines are those of the file; empty where it is broken. */
  public Optional<Json> json(String path, String text) {
    try {
      return Optional.of(Json.parse(text, context.limits().nesting()));
    } catch (Json.Broken e) {
      source.facts().anomaly("json_not_parsed", source.at(path), e.what());
      return Optional.empty();
    }
  }

  /** The files that are JSON, by path. */
  public Map<String, Json> jsons(List<String> paths) throws PackageFormatException {
    Map<String, Json> found = new ConcurrentHashMap<>();
    each("config", paths, path -> json(path).ifPresent(json -> found.put(path, json)));
    return new TreeMap<>(found);
  }

  /** The template in a text whose lines are those of the file. */
  public Element template(String path, String text, Dialect dialect) {
    MarkupParser.Result result =
        MarkupParser.parse(
            text, context.limits().nesting(), Math.min(MAX_NODES, context.limits().nodes()));
    for (String oddity : result.oddities()) {
      source.facts().anomaly("template_" + oddity, source.at(path), "read leniently");
    }
    if (result.oddities().contains(MarkupParser.TOO_MANY)) {
      for (Coverage kind : List.of(Coverage.PAGES, Coverage.TEXT)) {
        kind.add(source.facts(), 0, 1, Unread.TEMPLATES);
      }
    }
    return dialect.canonical(result.root());
  }

  /** The files as templates, by path. */
  public Map<String, Element> templates(List<String> paths, Dialect dialect)
      throws PackageFormatException {
    Map<String, Element> found = new ConcurrentHashMap<>();
    each("template", paths, path -> found.put(path, template(path, source.text(path), dialect)));
    return found;
  }

  /** The script in a text whose lines are those of the file; empty for a cloud function. */
  public Optional<Script> script(String path, String text, Syntax syntax) {
    Script script = scripts.read(path, text, syntax);
    if (!script.parsed() && ConditionalComments.any(text)) {
      script = scripts.read(path, ConditionalComments.chosen(text), syntax);
    }
    if (script.modules().contains(SERVER)) {
      return Optional.empty();
    }
    if (!script.parsed()) {
      source.facts().anomaly("script_not_parsed", source.at(path), script.problem());
      if (text.indexOf('\0') >= 0) { // nor has it words that a scan of its tokens would find
        Coverage.TEXT.add(source.facts(), 0, 1, Unread.SCRIPTS_NO_TEXT);
      }
    }
    return Optional.of(script);
  }

  /** Whether a short text, of which nothing is kept, is a script for itself. */
  public boolean isScript(String text) {
    return ScriptReader.parsing(context.limits().nesting()).read("", text).parsed();
  }

  /** The files as scripts, by path. */
  public SortedMap<String, Script> scripts(List<String> paths) throws PackageFormatException {
    Map<String, Script> found = new ConcurrentHashMap<>();
    each(
        "script",
        paths,
        path ->
            script(path, source.text(path), Syntax.of(path))
                .ifPresent(script -> found.put(path, script)));
    return new TreeMap<>(found);
  }
}
