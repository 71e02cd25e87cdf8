package cn.beian.server.web.filings;

import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.review.ChangedFinding;
import cn.beian.server.filings.review.FirstLook;
import cn.beian.server.filings.review.ReviewChanges;
import cn.beian.server.filings.review.ReviewedTopic.Item;
import cn.beian.server.filings.review.SinceReturn;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What has changed in a national case since its reviewer last had it. */
@Component
class NationPage {
  private final ReviewChanges changes;
  private final FirstLook look;
  private final Identity identity;

  NationPage(ReviewChanges changes, FirstLook look, Identity identity) {
    this.changes = changes;
    this.look = look;
    this.identity = identity;
  }

  void fill(CaseFile file, Model model) {
    SinceReturn since = changes.sinceReturn(file).orElse(null);
    model.addAttribute("since", since);
    model.addAttribute("sinceSigned", changes.sinceSigned(file).orElse(null));
    model.addAttribute(
        "how",
        Stream.of(ChangedFinding.How.values()).collect(Collectors.toMap(Enum::name, one -> one)));
    List<Item> otherThanFiled =
        file.application().basis().isEmpty() || since != null
            ? List.of()
            : look.of(file).stream()
                .flatMap(one -> one.items().stream())
                .filter(Item::changed)
                .toList();
    model.addAttribute("otherThanFiled", otherThanFiled);
    if (!otherThanFiled.isEmpty()) {
      model.addAttribute("keptBefore", true);
      model.addAttribute("authors", Collections.emptyMap());
    }
    if (since != null) {
      model.addAttribute("submittedBefore", since.before().orElse(null));
      model.addAttribute("keptBefore", since.kept());
      model.addAttribute("authors", authors(since));
    }
  }

  private Map<UUID, String> authors(SinceReturn since) {
    return Stream.concat(
            since.answers().stream(), since.findings().stream().flatMap(one -> one.said().stream()))
        .flatMap(item -> item.entry().stored().stream())
        .flatMap((StoredAnswer one) -> one.answeredBy().stream())
        .distinct()
        .collect(
            Collectors.toMap(id -> id, id -> identity.person(id).map(Person::name).orElse("")));
  }
}
