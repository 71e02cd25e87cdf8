package cn.beian.server.web.filings;

import cn.beian.filing.form.Question;
import cn.beian.filing.form.Topic;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.SeatMark;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.review.FirstLook;
import cn.beian.server.filings.review.ReviewedTopic;
import cn.beian.server.filings.review.ReviewedTopic.Item;
import cn.beian.server.filings.review.SeatDesk;
import cn.beian.server.filings.review.SeatLists;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The province's case in three panes: topics with what is unusual, changed and empty; one open
 * topic; the list of gaps that becomes a letter.
 */
@Component
class ProvincePage {
  private final FirstLook look;
  private final SeatLists lists;
  private final Identity identity;
  private final DocumentViewer viewer;

  ProvincePage(FirstLook look, SeatLists lists, Identity identity, DocumentViewer viewer) {
    this.look = look;
    this.lists = lists;
    this.identity = identity;
    this.viewer = viewer;
  }

  /** A line of the list of gaps. */
  record Line(
      Question question,
      String key,
      String demand,
      boolean asked,
      boolean changed,
      String sentence) {}

  /**
   * What of a case is open.
   *
   * @param topic by its name; another where there is none of it
   * @param document id of a document of the topic; empty for none
   * @param page of the document, from 1
   */
  record Opened(String topic, String document, int page) {
    Opened {
      topic = Objects.requireNonNullElse(topic, "");
      document = Objects.requireNonNullElse(document, "");
    }
  }

  /** What the page shows of a case. */
  void fill(
      CaseFile file, Opened opened, FilingText words, HttpServletRequest request, Model model) {
    List<ReviewedTopic> topics = look.of(file);
    ReviewedTopic open =
        topics.stream()
            .filter(one -> one.topic().name().equals(opened.topic()))
            .findFirst()
            .or(() -> topics.stream().filter(one -> !one.quiet()).findFirst())
            .or(() -> topics.stream().findFirst())
            .orElseGet(() -> new ReviewedTopic(Topic.OTHER, List.of()));
    List<Gap> asked = asked(file);
    Optional<SeatDesk> desk = lists.desk(file);
    model.addAttribute("desk", desk.orElse(null));
    Set<Topic> seen = OpenedTopics.opening(request, file, open.topic());
    model.addAttribute(
        "unopened",
        topics.stream().filter(one -> !one.quiet() && !seen.contains(one.topic())).toList());
    model.addAttribute("looked", topics);
    model.addAttribute("open", open);
    model.addAttribute(
        "noisy", topics.stream().filter(one -> !one.quiet() || one.equals(open)).toList());
    List<ReviewedTopic> quiet =
        topics.stream().filter(one -> one.quiet() && !one.equals(open)).toList();
    model.addAttribute("quiet", quiet);
    model.addAttribute("quietItems", quiet.stream().mapToInt(one -> one.items().size()).sum());
    model.addAttribute("askedList", asked);
    model.addAttribute("askedAt", asked.stream().flatMap(gap -> gap.toldAt().stream()).findFirst());
    model.addAttribute("again", again(file));
    model.addAttribute("submittedBefore", submittedBefore(file, asked).orElse(null));
    model.addAttribute("authors", authors(open));
    model.addAttribute("lines", desk.map(one -> lines(one, topics, words, file)).orElse(List.of()));
    model.addAttribute(
        "othersVoted",
        file.voted().stream()
            .filter(one -> desk.filter(own -> own.seat() == one.seat()).isEmpty())
            .toList());
    model.addAttribute(
        "keptBefore",
        topics.stream()
            .flatMap(one -> one.items().stream())
            .anyMatch(item -> item.before().isPresent()));
    List<SeatMark> marked =
        desk.map(SeatDesk::marks).orElse(List.of()).stream()
            .filter(mark -> asked.stream().map(Gap::question).anyMatch(mark.question()::equals))
            .toList();
    model.addAttribute("marked", marked.size());
    model.addAttribute("made", marked.stream().filter(SeatMark::madeGood).count());
    model.addAttribute(
        "viewed",
        opened.document().isEmpty()
            ? null
            : viewer.open(file, open, opened.document(), opened.page()).orElse(null));
    model.addAttribute("oddity", new OddityWords(words, file));
    model.addAttribute("sentences", StandardSentence.of(file.application().kind()));
  }

  /** The standard sentence that an answer begins with when it is put on the list. */
  String sentence(CaseFile file, Question question, FilingText words) {
    return look.of(file).stream()
        .flatMap(one -> one.items().stream())
        .filter(item -> item.entry().question().equals(question))
        .findFirst()
        .map(item -> sentence(StandardSentence.of(item), file, question, words))
        .orElse("");
  }

  static String sentence(
      StandardSentence sentence, CaseFile file, Question question, FilingText words) {
    return words.page("province.sentence." + sentence.name(), name(file, question, words));
  }

  /** What an answer is called in a letter: its label, and what it is asked for. */
  static String name(CaseFile file, Question question, FilingText words) {
    String label = words.rule("field." + question.fieldId());
    String item = words.item(file, question);
    return item.isEmpty() ? label : words.page("province.of", label, item);
  }

  private static List<Line> lines(
      SeatDesk desk, List<ReviewedTopic> topics, FilingText words, CaseFile file) {
    Map<Question, Item> items =
        topics.stream()
            .flatMap(one -> one.items().stream())
            .collect(Collectors.toMap(item -> item.entry().question(), item -> item, (a, b) -> a));
    return desk.list().stream()
        .map(
            mark -> {
              Item item = items.get(mark.question());
              String same =
                  Stream.of(StandardSentence.values())
                      .filter(
                          one -> sentence(one, file, mark.question(), words).equals(mark.demand()))
                      .map(Enum::name)
                      .findFirst()
                      .orElse("");
              return new Line(
                  mark.question(),
                  QuestionKey.of(mark.question()),
                  mark.demand(),
                  desk.asked(mark.question()).isPresent(),
                  item != null && item.changed(),
                  same);
            })
        .toList();
  }

  /** The list that was told last, whose answer is being reviewed. */
  private static List<Gap> asked(CaseFile file) {
    if (file.application().state() != ApplicationState.COMPLETENESS_REVIEW) {
      return List.of();
    }
    int round = file.application().round();
    int last =
        file.gaps().stream()
            .filter(gap -> gap.round() < round && gap.toldAt().isPresent())
            .mapToInt(Gap::round)
            .max()
            .orElse(0);
    return file.gaps().stream().filter(gap -> gap.round() == last && last > 0).toList();
  }

  /** How often it was submitted. */
  private static long again(CaseFile file) {
    return submissions(file).count();
  }

  private static Stream<CaseStep<ApplicationState>> submissions(CaseFile file) {
    return file.events().stream()
        .filter(step -> step.to() == ApplicationState.COMPLETENESS_REVIEW)
        .filter(step -> step.from() != step.to());
  }

  /** When what the last list speaks of had been submitted. */
  private static Optional<Instant> submittedBefore(CaseFile file, List<Gap> asked) {
    Optional<Instant> told = asked.stream().flatMap(gap -> gap.toldAt().stream()).findFirst();
    return told.flatMap(
        at ->
            submissions(file)
                .map(CaseStep::at)
                .filter(sent -> !sent.isAfter(at))
                .reduce((one, other) -> other));
  }

  private Map<UUID, String> authors(ReviewedTopic open) {
    return open.first().stream()
        .flatMap(item -> Stream.of(item.entry().stored(), item.before()))
        .flatMap(Optional::stream)
        .flatMap((StoredAnswer one) -> one.answeredBy().stream())
        .distinct()
        .collect(
            Collectors.toMap(id -> id, id -> identity.person(id).map(Person::name).orElse("")));
  }
}
