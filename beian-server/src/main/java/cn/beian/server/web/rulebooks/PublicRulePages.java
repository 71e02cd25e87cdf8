package cn.beian.server.web.rulebooks;

import cn.beian.report.RuleText;
import cn.beian.rules.Rule;
import cn.beian.rules.RuleGroup;
import cn.beian.server.rulebooks.PublishedRules;
import cn.beian.server.rulebooks.PublishedRules.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The rules for everybody: a list with search, and a page for each. */
@Controller
class PublicRulePages {
  private static final int LONGEST_SEARCH = 100;

  private final PublishedRules rules;

  PublicRulePages(PublishedRules rules) {
    this.rules = rules;
  }

  /** A rule of the list. */
  record Line(String id, String title, String demand) {}

  /** The rules of a group that were found. */
  record Group(RuleGroup group, List<Line> lines) {}

  /**
   * What became of a rule in a version.
   *
   * @param line empty of points where the rule came or went
   */
  record Changed(int number, String from, DifferenceView.Line line) {}

  @GetMapping("/rules")
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String group,
      Model model,
      Locale locale) {
    String typed = q.substring(0, Math.min(LONGEST_SEARCH, q.length())).strip();
    RuleSearch search = new RuleSearch(typed);
    List<Rule> all = rules.rules();
    List<Group> groups = new ArrayList<>();
    for (RuleGroup one : RuleGroup.values()) {
      List<Line> lines =
          all.stream()
              .filter(rule -> rule.group() == one)
              .filter(rule -> group.isEmpty() || one.name().equals(group))
              .filter(search::finds)
              .map(rule -> line(rule, locale))
              .toList();
      if (!lines.isEmpty()) {
        groups.add(new Group(one, lines));
      }
    }
    model.addAttribute("q", typed);
    model.addAttribute("chosen", group);
    model.addAttribute("kinds", RuleGroup.values());
    model.addAttribute("groups", groups);
    model.addAttribute(
        "elsewhere", groups.isEmpty() ? (int) all.stream().filter(search::finds).count() : 0);
    model.addAttribute("found", groups.stream().mapToInt(one -> one.lines().size()).sum());
    model.addAttribute("all", all.size());
    model.addAttribute("version", rules.inForce());
    return "rulebooks/rules";
  }

  private static Line line(Rule rule, Locale locale) {
    return new Line(rule.id(), rule.title().in(locale), rule.demand().in(locale));
  }

  @GetMapping("/rules/{id}")
  String rule(@PathVariable String id, Model model, Locale locale) {
    Published rule = rules.find(id.toUpperCase(Locale.ROOT)).orElseThrow();
    if (!rule.rule().id().equals(id)) {
      return "redirect:/rules/" + rule.rule().id();
    }
    model.addAttribute("rule", RuleText.of(rule.rulebook(), rule.rule(), locale));
    model.addAttribute("group", rule.rule().group());
    model.addAttribute("standing", rule.standing());
    model.addAttribute("version", rule.version());
    model.addAttribute("samples", rule.samples().stream().map(SampleView::of).toList());
    model.addAttribute("first", rule.first());
    model.addAttribute(
        "history",
        rule.history().stream()
            .map(
                one ->
                    new Changed(
                        one.version().number(),
                        one.version().signed().effectiveFrom().toString(),
                        DifferenceView.line(one.change(), locale)))
            .toList());
    return "rulebooks/rule";
  }
}
