package cn.beian.server.web.rulebooks;

import cn.beian.rules.Rule;
import cn.beian.server.retests.RetestRun;
import cn.beian.server.rulebooks.Rulebooks;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Titles of rules by id, in the page's language. */
final class Titles {
  private Titles() {}

  /** Of both rulebooks of a run; the one that is tried words those they share. */
  static Map<String, String> of(Rulebooks rulebooks, RetestRun run, Locale locale) {
    Map<String, String> titles = new TreeMap<>();
    for (String version : new String[] {run.against(), run.version()}) {
      rulebooks
          .find(version)
          .ifPresent(
              rulebook -> {
                for (Rule rule : rulebook.rules()) {
                  titles.put(rule.id(), rule.title().in(locale));
                }
              });
    }
    return titles;
  }
}
