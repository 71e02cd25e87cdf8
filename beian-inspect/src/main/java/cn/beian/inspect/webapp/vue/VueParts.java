package cn.beian.inspect.webapp.vue;

import cn.beian.inspect.js.Script;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The components that a single-file component uses: those it imports, those that the main script
 * registers, and those that uni-app finds by name (easycom, {@code components/x/x.vue}).
 */
public final class VueParts implements VueFiles.Parts {
  private static final int MAX_PATTERN = 200;
  private static final int MAX_CHOICES = 8;
  private static final int MAX_CUSTOMS = 100;

  /** Longer tags are found by no pattern; longer paths are none. */
  private static final int MAX_TAG = 100;

  private static final int MAX_PATH = 500;

  private final ProjectFiles source;
  private final VueFiles files;
  private final CountedText.Reads reads = new CountedText.Reads();
  private final Map<String, String> shared = new HashMap<>();
  private final Map<String, String> byFile = new HashMap<>();
  private final Map<String, String> byPattern = new HashMap<>();
  private final List<Custom> customs = new ArrayList<>();

  /** A pattern of easycom for tags, and the path of the component with its groups. */
  private record Custom(Pattern tag, String path, int line) {}

  public VueParts(ProjectFiles source, VueFiles files, Json config, List<String> mains) {
    this.source = source;
    this.files = files;
    for (String main : mains) {
      Script script = files.script(main);
      script.aliases().forEach((name, value) -> put(shared, kebab(name), module(main, value)));
    }
    for (String path : files.paths()) {
      String[] parts = path.split("/", -1);
      String last = parts[parts.length - 1];
      String base = last.substring(0, last.indexOf('.'));
      boolean index = base.equals("index") && parts.length > 1;
      if (path.contains("components/") || path.contains("layouts/")) {
        put(byFile, kebab(index ? parts[parts.length - 2] : base), path);
      }
    }
    customs(config.get("easycom"));
    customs(config.get("easycom").get("custom"));
  }

  private void customs(Json patterns) {
    patterns
        .members()
        .forEach(
            (pattern, path) -> {
              // A pattern of the package: only short ones, with little to choose from.
              if (pattern.length() < MAX_PATTERN
                  && !path.text().isEmpty()
                  && path.text().length() <= MAX_PATH
                  && customs.size() < MAX_CUSTOMS
                  && pattern.chars().filter(c -> c == '|').count() < MAX_CHOICES
                  && pattern.chars().filter(c -> "*+?{".indexOf(c) >= 0).count() < 4) {
                try {
                  customs.add(new Custom(Pattern.compile(pattern), path.text(), path.line()));
                } catch (PatternSyntaxException e) {
                  source
                      .facts()
                      .anomaly("easycom_pattern", source.at("pages.json", path.line()), pattern);
                }
              }
            });
  }

  private static void put(Map<String, String> into, String tag, String path) {
    if (!path.isEmpty()) {
      into.putIfAbsent(tag, path);
    }
  }

  @Override
  public List<String> of(String path, SingleFile file, Set<String> tags, Script script) {
    Set<String> found = new LinkedHashSet<>();
    for (String module : script.modules()) {
      add(found, source.module(path, module));
    }
    for (String tag : tags) {
      String kebab = kebab(tag);
      if (shared.containsKey(kebab)) {
        add(found, shared.getOrDefault(kebab, ""));
      } else {
        add(found, byPattern.computeIfAbsent(kebab, this::named));
      }
    }
    found.remove(files.name(path));
    return List.copyOf(found);
  }

  private void add(Set<String> found, String path) {
    if (path.endsWith(".vue") || path.endsWith(".wpy") || path.endsWith(".ux")) {
      found.add(files.name(path));
    }
  }

  /** What easycom finds for a tag. */
  private String named(String tag) {
    if (tag.length() <= MAX_TAG) {
      for (Custom custom : customs) {
        String target = target(custom, tag);
        String module = target.isEmpty() ? "" : source.module("pages.json", target);
        if (!module.isEmpty()) {
          return module;
        }
      }
    }
    return byFile.getOrDefault(tag, "");
  }

  /** The path that a pattern gives for a tag; empty where it does not match. */
  private String target(Custom custom, String tag) {
    try {
      Matcher match = custom.tag.matcher(new CountedText(tag, reads.next()));
      if (!match.find()) {
        return "";
      }
      String target = custom.path;
      for (int i = 1; i <= match.groupCount() && match.group(i) != null; i++) {
        target = target.replace("$" + i, match.group(i));
        if (target.length() > MAX_PATH) {
          return "";
        }
      }
      return target;
    } catch (CountedText.TooManyReads e) {
      source
          .facts()
          .anomaly("easycom_pattern", source.at("pages.json", custom.line), custom.tag.pattern());
      return "";
    }
  }

  private String module(String from, String value) {
    boolean whole = value.startsWith("require(") && value.endsWith(")");
    return whole ? source.module(from, value.substring(8, value.length() - 1)) : "";
  }

  /** {@code MyCard} and {@code myCard} are {@code my-card}. */
  public static String kebab(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0 && name.charAt(i - 1) != '-') {
        out.append('-');
      }
      out.append(c);
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }
}
