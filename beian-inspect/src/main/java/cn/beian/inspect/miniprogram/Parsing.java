package cn.beian.inspect.miniprogram;

import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.Reading;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader;
import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.markup.MarkupParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Parses the files of one source; what is odd becomes an anomaly. */
final class Parsing {
  /** A script that requires it is a cloud function, which does not ship with the app. */
  private static final String SERVER = "wx-server-sdk";

  private final Source source;
  private final Reading reading;
  private final ScriptReader scripts;

  Parsing(Source source, Reading reading) {
    this.source = source;
    this.reading = reading;
    this.scripts = ScriptReader.parsing(reading.limits().nesting(), reading.kept());
  }

  Source source() {
    return source;
  }

  /** The same over other files of the package. */
  Parsing of(Source other) {
    return new Parsing(other, reading);
  }

  /** Runs work on every path, several at a time. */
  void each(String entryClass, List<String> paths, Reading.Work<String> work)
      throws PackageFormatException {
    reading.workers().forEach(entryClass, paths, work);
  }

  /** The JSON of a file; empty where there is none or it is broken. */
  Optional<Json> json(String path) throws PackageFormatException {
    return source.has(path) ? json(path, source.text(path)) : Optional.empty();
  }

  /** The JSON in a text whose lines are those of the file; empty where it is broken. */
  Optional<Json> json(String path, String text) {
    try {
      return Optional.of(Json.parse(text, reading.limits().nesting()));
    } catch (Json.Broken e) {
      source.facts().anomaly("json_not_parsed", source.at(path), e.what());
      return Optional.empty();
    }
  }

  /** The files that are JSON, by path. */
  Map<String, Json> jsons(List<String> paths) throws PackageFormatException {
    Map<String, Json> found = new ConcurrentHashMap<>();
    each("config", paths, path -> json(path).ifPresent(json -> found.put(path, json)));
    return new TreeMap<>(found);
  }

  /** The template in a text whose lines are those of the file. */
  Element template(String path, String text, Dialect dialect) {
    MarkupParser.Result result =
        MarkupParser.parse(text, reading.limits().nesting(), reading.limits().nodes());
    for (String oddity : result.oddities()) {
      source.facts().anomaly("template_" + oddity, source.at(path), "read leniently");
    }
    return dialect.canonical(result.root());
  }

  /** The files as templates, by path. */
  Map<String, Element> templates(List<String> paths, Dialect dialect)
      throws PackageFormatException {
    Map<String, Element> found = new ConcurrentHashMap<>();
    each("template", paths, path -> found.put(path, template(path, source.text(path), dialect)));
    return found;
  }

  /** The script in a text whose lines are those of the file; empty for a cloud function. */
  Optional<Script> script(String path, String text, Syntax syntax) {
    Script script = scripts.read(path, text, syntax);
    if (!script.parsed() && ConditionalComments.any(text)) {
      script = scripts.read(path, ConditionalComments.chosen(text), syntax);
    }
    if (script.modules().contains(SERVER)) {
      return Optional.empty();
    }
    if (!script.parsed()) {
      source.facts().anomaly("script_not_parsed", source.at(path), script.problem());
    }
    return Optional.of(script);
  }

  /** The files as scripts, by path. */
  SortedMap<String, Script> scripts(List<String> paths) throws PackageFormatException {
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
