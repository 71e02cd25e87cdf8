package cn.beian.rules.book;

import cn.beian.rules.DeviceAccesses;
import cn.beian.rules.text.DataItems;
import cn.beian.rules.text.Phrases;
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
 * @param phrases by which texts are told apart before any rule looks at them
 * @param deviceAccesses what apps may reach on a device
 */
public record CompiledRules(
    List<CompiledRule> rules,
    TermMatcher matcher,
    Searches searches,
    DataItems dataItems,
    Phrases phrases,
    DeviceAccesses deviceAccesses) {
  public CompiledRules {
    rules = List.copyOf(rules);
  }

  /** How texts are made comparable. */
  public TextFolding folding() {
    return matcher.folding();
  }
}
