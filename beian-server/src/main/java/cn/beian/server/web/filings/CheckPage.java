package cn.beian.server.web.filings;

import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Topic;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFile.Entry;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.FunctionCard;
import cn.beian.server.filings.casefile.Outlook;
import cn.beian.server.filings.casefile.Rectification;
import cn.beian.server.filings.drafting.ChangeChecks;
import cn.beian.server.filings.drafting.DraftMaterials;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.PackageUses;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.review.FilingAlternatives;
import cn.beian.server.filings.review.FirstLook;
import cn.beian.server.filings.review.ReviewedTopic.Item;
import cn.beian.server.filings.review.ReviewedTopic.Oddity;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The page that is read before an application is handed over or signed: what stands in the way,
 * then what was completed and what is unusual, and everything else folded by topic.
 */
@Component
class CheckPage {
  private final Submission submission;
  private final PackageUses uses;
  private final FilingAlternatives waysOut;
  private final Cases cases;
  private final FirstLook look;
  private final DraftMaterials materials;
  private final Identity identity;

  CheckPage(
      Submission submission,
      PackageUses uses,
      FilingAlternatives waysOut,
      Cases cases,
      FirstLook look,
      DraftMaterials materials,
      Identity identity) {
    this.submission = submission;
    this.uses = uses;
    this.waysOut = waysOut;
    this.cases = cases;
    this.look = look;
    this.materials = materials;
    this.identity = identity;
  }

  /**
   * A topic, folded.
   *
   * @param given how many of its answers are the unit's own words or documents
   */
  record Fold(Topic topic, List<Entry> entries, long answered, long given) {
    static Fold of(Topic topic, List<Entry> entries) {
      List<StoredAnswer> stored =
          entries.stream().map(Entry::stored).flatMap(Optional::stream).toList();
      return new Fold(topic, entries, stored.size(), stored.stream().filter(Fold::ofUnit).count());
    }

    private static boolean ofUnit(StoredAnswer stored) {
      Origin origin = stored.answer().origin();
      return origin == Origin.SPONSOR || origin == Origin.ATTACHMENT;
    }

    /** Whether its answers may be changed on a page of their own. */
    public boolean changes() {
      return topic == Topic.EXPLANATIONS
          || entries.stream()
              .anyMatch(one -> one.typed() || one.field().type() == FieldType.DOCUMENT);
    }
  }

  /** What the page shows of an application. */
  void fill(CaseFile file, Model model) {
    model.addAttribute("file", file);
    model.addAttribute("remark", Drafts.remark(file).orElse(null));
    model.addAttribute("left", submission.left(file).size());
    model.addAttribute("waiting", submission.waiting(file));
    model.addAttribute("rulings", submission.rulings(file));
    model.addAttribute("uses", uses.of(file));
    model.addAttribute("proposal", waysOut.proposal(file).orElse(null));
    model.addAttribute("rectification", Rectification.of(file).orElse(null));
    Outlook outlook = Outlook.of(file);
    model.addAttribute("outlook", outlook);
    model.addAttribute("screens", cases.screens(file, outlook.cards()));
    model.addAttribute(
        "folds",
        file.topics().keySet().stream().map(one -> Fold.of(one, file.entries(one))).toList());
    addFirst(file, outlook, model);
    model.addAttribute("written", written(file, identity.current()));
    model.addAttribute("unplaced", materials.of(file).waiting());
  }

  /** What somebody filled in who did not prepare it, so that he cannot sign. */
  private static List<Entry> written(CaseFile file, Person person) {
    if (!file.application().editable() || person.id().equals(file.application().handlerId())) {
      return List.of();
    }
    return file.topics().keySet().stream()
        .flatMap(topic -> file.entries(topic).stream())
        .filter(
            one -> one.stored().flatMap(StoredAnswer::answeredBy).equals(Optional.of(person.id())))
        .filter(one -> !one.field().id().equals("undertaking.signature"))
        .toList();
  }

  private void addFirst(CaseFile file, Outlook outlook, Model model) {
    List<Item> items =
        file.application().editable()
            ? look.beforeSending(file).stream().flatMap(one -> one.items().stream()).toList()
            : List.of();
    List<Item> completed =
        items.stream()
            .filter(item -> item.changed() || item.asked().isPresent())
            .filter(item -> item.asked().isPresent() || !saidAnew(file, item))
            .toList();
    model.addAttribute("completed", completed);
    model.addAttribute(
        "unusual",
        items.stream().filter(CheckPage::unusual).filter(one -> !completed.contains(one)).toList());
    model.addAttribute("explained", outlook.cards().stream().filter(CheckPage::explained).toList());
    model.addAttribute("oddity", new OddityWords(FilingText.of(model), file));
    model.addAttribute("submittedBefore", submittedBefore(file).orElse(null));
    model.addAttribute("keptBefore", items.stream().anyMatch(item -> item.before().isPresent()));
    model.addAttribute("authors", authors(completed));
  }

  /** What every change says anew differs from nothing that was filed. */
  private static boolean saidAnew(CaseFile file, Item item) {
    ApplicationKind kind = file.application().kind();
    return file.application().basis().isPresent()
        && ChangeChecks.saidAnew(kind).contains(item.entry().field().id());
  }

  /** What is missing or wrong is listed before, and findings are told by function. */
  private static boolean unusual(Item item) {
    boolean odd =
        item.odd().stream()
            .map(Oddity::why)
            .anyMatch(why -> why != Oddity.Why.FINDING && why != Oddity.Why.WRONG);
    return odd || (item.empty() && item.entry().stored().isPresent());
  }

  private static boolean explained(FunctionCard card) {
    return card.rules().stream().anyMatch(one -> one.explained());
  }

  private static Optional<Instant> submittedBefore(CaseFile file) {
    return file.application().state() == ApplicationState.DRAFT
        ? Optional.empty()
        : file.application().signedAt();
  }

  private Map<UUID, String> authors(List<Item> items) {
    return items.stream()
        .flatMap(item -> Stream.of(item.entry().stored(), item.before()))
        .flatMap(Optional::stream)
        .flatMap((StoredAnswer one) -> one.answeredBy().stream())
        .distinct()
        .collect(
            Collectors.toMap(id -> id, id -> identity.person(id).map(Person::name).orElse("")));
  }
}
