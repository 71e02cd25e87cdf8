package cn.beian.inspect.webapp.html;

import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Scripts that are written in a text of another: in a {@code data:} address that is imported or
 * given to a worker, and in what a timer or {@code eval} runs.
 *
 * @param code what runs
 * @param certain whether it can be nothing but a script
 */
record WrittenScript(String code, boolean certain) {
  private static final Set<String> LOADERS =
      Set.of("import", "importScripts", "Worker", "SharedWorker", "addModule", "register");

  private static final Set<String> RUNNERS =
      Set.of("setTimeout", "setInterval", "eval", "execScript", "Function");

  private static final Pattern SCRIPT =
      Pattern.compile("(?i)data:[a-z]{1,20}/[a-z-]{0,20}(?:java|ecma)script\\b.*", Pattern.DOTALL);

  private static final Pattern DEED = Pattern.compile("[(=]");

  /** In order of appearance. */
  static List<WrittenScript> of(Script script) {
    List<WrittenScript> found = new ArrayList<>();
    for (String module : script.modules()) {
      address(module).ifPresent(found::add);
    }
    for (Literal literal : script.literals()) {
      String text = literal.text();
      String call = literal.call().substring(literal.call().lastIndexOf('.') + 1);
      if (LOADERS.contains(call) && !script.modules().contains(text)) {
        address(text).ifPresent(found::add);
      } else if ((literal.key().equals("src") || call.equals("setAttribute"))
          && SCRIPT.matcher(text).matches()) {
        address(text).ifPresent(found::add);
      } else if (RUNNERS.contains(call) && literal.path().isEmpty() && DEED.matcher(text).find()) {
        found.add(new WrittenScript(text, false));
      }
    }
    return found;
  }

  private static Optional<WrittenScript> address(String text) {
    return text.regionMatches(true, 0, "data:", 0, "data:".length())
        ? DataAddresses.content(text).map(code -> new WrittenScript(code, true))
        : Optional.empty();
  }
}
