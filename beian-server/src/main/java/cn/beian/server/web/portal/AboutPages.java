package cn.beian.server.web.portal;

import cn.beian.server.platform.OperatorSettings;
import cn.beian.server.rulebooks.PublishedRules;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What this server is, whom to ask, and what its words mean. */
@Controller
@EnableConfigurationProperties(OperatorSettings.class)
class AboutPages {
  /** The words of the terms' keys, in the order of the page. */
  private static final List<Topic> TERMS =
      List.of(
          new Topic("who", List.of("app", "sponsor", "handler", "approver", "province", "nation")),
          new Topic(
              "filing",
              List.of(
                  "filing",
                  "number",
                  "certificate",
                  "completeness",
                  "supplement",
                  "rectification",
                  "workday",
                  "deadline",
                  "exemption")),
          new Topic(
              "life",
              List.of(
                  "change",
                  "major",
                  "deregistration",
                  "revocation",
                  "supervision",
                  "inquiry",
                  "shutDown",
                  "approval",
                  "exceptionFromAbove",
                  "order")),
          new Topic(
              "testing",
              List.of(
                  "formalism",
                  "rule",
                  "rulebook",
                  "review",
                  "launch",
                  "protector",
                  "fact",
                  "finding",
                  "evidence",
                  "hint",
                  "indicator",
                  "proof",
                  "undetermined")),
          new Topic("trust", List.of("register", "ledger", "checkpoint", "inclusion", "digest")));

  private final MessageSource messages;
  private final OperatorSettings operator;
  private final PublishedRules rules;

  AboutPages(MessageSource messages, OperatorSettings operator, PublishedRules rules) {
    this.messages = messages;
    this.operator = operator;
    this.rules = rules;
  }

  /** Terms of one topic, by their keys. */
  private record Topic(String name, List<String> terms) {}

  /** A term with its names in both languages. */
  record Term(String id, String zh, String en) {}

  /** Terms of one topic. */
  record Terms(String topic, List<Term> terms) {}

  @GetMapping("/terms")
  String terms(Model model) {
    model.addAttribute("topics", TERMS.stream().map(this::terms).toList());
    return "portal/terms";
  }

  private Terms terms(Topic topic) {
    return new Terms(
        topic.name(),
        topic.terms().stream()
            .map(id -> new Term(id, name(id, Locale.CHINESE), name(id, Locale.ENGLISH)))
            .toList());
  }

  private String name(String id, Locale locale) {
    return messages.getMessage("terms." + id, new Object[0], locale);
  }

  @GetMapping("/about")
  String about(Model model) {
    model.addAttribute("operator", operator);
    model.addAttribute("rulebook", rules.inForce());
    return "portal/about";
  }
}
