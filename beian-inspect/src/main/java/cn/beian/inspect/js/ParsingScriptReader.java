package cn.beian.inspect.js;

import cn.beian.inspect.js.typescript.TypeStripper;
import cn.beian.inspect.js.typescript.UnsupportedSyntaxException;
import cn.beian.inspect.markup.Markup.Element;
import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ir.FunctionNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Parses with the parser of GraalJS, which recurses: so the brackets are counted first, and it runs
 * in a thread with a stack of its own.
 */
final class ParsingScriptReader implements ScriptReader {
  private static final Pattern MODULE =
      Pattern.compile("(?m)^[ \\t]*(?:import[\\s{*'\"]|export[\\s{*])");

  /** Levels of the grammar that one bracket may take. */
  private static final int DEPTH_OF_BRACKETS = 10;

  /** As it stands, or without types or elements. */
  private record Attempt(boolean plain, boolean types, boolean elements) {}

  private static final Attempt AS_IS = new Attempt(true, false, false);
  private static final Attempt ELEMENTS = new Attempt(false, false, true);
  private static final Attempt TYPES = new Attempt(false, true, false);
  private static final Attempt BOTH = new Attempt(false, true, true);
  private static final Map<Syntax, List<Attempt>> ATTEMPTS =
      Map.of(
          Syntax.JAVASCRIPT, List.of(AS_IS, ELEMENTS, BOTH),
          Syntax.TYPESCRIPT, List.of(TYPES, BOTH),
          Syntax.ELEMENTS, List.of(BOTH, ELEMENTS));

  private final int maxNesting;

  ParsingScriptReader(int maxNesting) {
    this.maxNesting = maxNesting;
  }

  @Override
  public Script read(String name, String text, Syntax syntax) {
    ScriptScan scan = ScriptScan.of(text);
    if (scan.nesting() > maxNesting) {
      return scan.script("nesting " + scan.nesting() + " exceeds " + maxNesting);
    }
    if (text.length() > DeepParser.MAX_CHARS) {
      return scan.script(
          text.length() + " characters, at most " + DeepParser.MAX_CHARS + " are parsed");
    }
    return DeepParser.run(() -> parsed(name, text, syntax, scan))
        .orElseGet(() -> scan.script("the parser ended without a result"));
  }

  private Script parsed(String name, String text, Syntax syntax, ScriptScan scan) {
    String problem = "";
    for (Attempt attempt : ATTEMPTS.getOrDefault(syntax, List.of())) {
      try {
        return attempt.plain
            ? walked(name, text, List.of())
            : walked(name, text, attempt.types, attempt.elements);
      } catch (UnsupportedSyntaxException e) {
        problem = problem.isEmpty() ? String.valueOf(e.getMessage()) : problem;
      } catch (ParserException e) {
        problem = problem.isEmpty() ? firstLine(e) : problem;
      } catch (StackOverflowError e) {
        return scan.script("nesting too deep for the parser");
      }
    }
    return scan.script(problem);
  }

  private Script walked(String name, String text, boolean types, boolean elements)
      throws UnsupportedSyntaxException {
    TypeStripper plain = TypeStripper.of(text, types, elements, DEPTH_OF_BRACKETS * maxNesting);
    return walked(name, plain.text(), plain.elements());
  }

  /** As a module if it looks like one, else as a script; the other way round if that fails. */
  private static Script walked(String name, String text, List<Element> elements) {
    boolean module = MODULE.matcher(text).find();
    try {
      return walked(name, text, module, elements);
    } catch (ParserException first) {
      try {
        return walked(name, text, !module, elements);
      } catch (ParserException second) {
        throw first;
      }
    }
  }

  private static Script walked(String name, String text, boolean module, List<Element> elements) {
    FunctionNode root = DeepParser.tree(name, text, module);
    ScriptWalk walk = new ScriptWalk(text);
    walk.run(root);
    return walk.script(elements);
  }

  private static String firstLine(ParserException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message.strip() : message.substring(0, end).strip();
  }
}
