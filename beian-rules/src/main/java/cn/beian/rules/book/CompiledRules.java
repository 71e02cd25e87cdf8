package cn.beian.rules.book;

import cn.beian.rules.text.DataItems;
import cn.beian.rules.text.TermMatcher;
import cn.beian.rules.text.TextFolding;
import java.util.List;

/**
 * A rulebook as the engine runs it.
 *
 * @param rules sorted by id
 * @param matcher of the terms of all lexicons
 * @param searches what the rules look for
 * @param dataItems dictionary of what forms ask for
 */
public record CompiledRules(
    List<CompiledRule> rules, TermMatcher matcher, Searches searches, DataItems dataItems) {
  public CompiledRules {
    rules = List.copyOf(rules);
  }

  CompiledRules(List<CompiledRule> rules, TermMatcher matcher, DataItems dataItems) {
    this(rules, matcher, new Searches(rules), dataItems);
  }

  /** How texts are made comparable. */
  public TextFolding folding() {
    return matcher.folding();
  }
}
