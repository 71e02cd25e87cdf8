package cn.beian.bench;

import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader;
import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.js.typescript.TypeStripper;
import cn.beian.inspect.js.typescript.UnsupportedSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares our reader of types and elements with TypeScript: both turn every file of a folder that
 * TypeScript accepts into plain JavaScript; ours must parse and contain the same strings and called
 * names. {@code stripped-types.mjs}, run by Node.js with the npm package {@code typescript}, makes
 * the comparison and prints the rates.
 *
 * <p>Arguments: folder in which {@code typescript} is installed, empty folder to write to, folders
 * of cases. A case of several files ({@code // @filename: a.ts}) counts as several.
 */
public final class StrippedTypes {
  private static final Pattern UNIT =
      Pattern.compile("(?im)^[ \\t]*//[ \\t]*@filename[ \\t]*:[ \\t]*(\\S+)[ \\t]*\\r?$");
  private static final Pattern TYPED = Pattern.compile(".*\\.[mc]?tsx?");
  private static final int DEPTH = 2_000;
  private static final int NESTING = 200;

  private final Path out;
  private final ScriptReader reader = ScriptReader.parsing(NESTING);
  private int number;

  private StrippedTypes(Path out) {
    this.out = out;
  }

  /** Compares and prints. */
  public static void main(String[] args) throws Exception {
    StrippedTypes stripped = new StrippedTypes(Path.of(args[1]));
    for (int i = 2; i < args.length; i++) {
      stripped.folder(Path.of(args[i]));
    }
    Path judge = stripped.out.resolve("judge.mjs");
    try (InputStream in = StrippedTypes.class.getResourceAsStream("stripped-types.mjs")) {
      Files.write(judge, Objects.requireNonNull(in).readAllBytes());
    }
    ProcessBuilder node = new ProcessBuilder("node", judge.toString(), args[0], args[1]);
    int end = node.inheritIO().start().waitFor();
    if (end != 0) {
      throw new IOException("node ended with " + end);
    }
  }

  private void folder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(p -> TYPED.matcher(p.toString()).matches()).sorted().toList();
    }
    for (Path file : files) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      for (Unit unit : units(folder.relativize(file).toString(), text)) {
        if (TYPED.matcher(unit.name).matches()) {
          write(unit);
        }
      }
    }
  }

  private record Unit(String name, String text) {}

  private static List<Unit> units(String name, String text) {
    List<Unit> units = new ArrayList<>();
    Matcher matcher = UNIT.matcher(text);
    String unit = name;
    int from = 0;
    while (matcher.find()) {
      units.add(new Unit(unit, text.substring(from, matcher.start())));
      unit = name + "/" + matcher.group(1);
      from = matcher.end();
    }
    units.add(new Unit(unit, text.substring(from)));
    units.removeIf(each -> each.text.isBlank());
    return units;
  }

  /** The case, our output or why there is none, and why our reader does not parse it. */
  private void write(Unit unit) throws IOException {
    String at = String.format(Locale.ROOT, "%05d", ++number);
    Syntax syntax = unit.name.endsWith("x") ? Syntax.ELEMENTS : Syntax.TYPESCRIPT;
    put(at + ".name", unit.name);
    put(at + ".in", unit.text);
    try {
      boolean elements = syntax == Syntax.ELEMENTS;
      put(at + ".js", TypeStripper.of(unit.text, true, elements, DEPTH).text());
    } catch (UnsupportedSyntaxException e) {
      put(at + ".refused", String.valueOf(e.getMessage()));
    }
    Script script = reader.read(unit.name, unit.text, syntax);
    if (!script.parsed()) {
      put(at + ".unparsed", script.problem());
    }
  }

  private void put(String name, String text) throws IOException {
    Files.writeString(out.resolve(name), text, StandardCharsets.UTF_8);
  }
}
