package cn.beian.server.web.filings;

import cn.beian.filing.form.Origin;
import cn.beian.server.documents.DocumentText;
import cn.beian.server.documents.Documents;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.review.ReviewedTopic;
import cn.beian.server.filings.review.ReviewedTopic.Item;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import cn.beian.server.trail.AuditTrail;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A document of the open topic inside the page, with what was filled in looked for in its text. */
@Component
class DocumentViewer {
  /** What a document is expected to say; of every document that is the name of the app. */
  private static final Map<String, List<String>> SAID =
      Map.of(
          "approval.document",
          List.of("approval.documentNumber", "approval.authority", "app.name"),
          "exception.document",
          List.of("exception.documentNumber", "exception.authority", "app.name"),
          "shutDown.announcement",
          List.of("app.name", "shutDown.announcedOn", "shutDown.offlineOn"),
          "undertaking.stampedCopy",
          List.of("sponsor.name", "app.name"));

  private static final int SHORTEST = 2;

  private final Documents documents;
  private final Intake intake;
  private final AuditTrail audit;

  DocumentViewer(Documents documents, Intake intake, AuditTrail audit) {
    this.documents = documents;
    this.intake = intake;
    this.audit = audit;
  }

  /** Whether what was filled in stands in the text of a document. */
  record Looked(String field, String value, boolean found) {}

  /**
   * A document that is open.
   *
   * @param question key of the answer below which it is shown
   * @param page that is shown, from 1
   * @param looked empty where the document has no text
   */
  record View(
      String question, UUID id, String name, DocumentText read, int page, List<Looked> looked) {
    public boolean withoutText() {
      return read.way() == DocumentText.Way.PAGES && read.text().isBlank();
    }
  }

  /** The document that was asked for, if an answer of the topic is or was it. */
  Optional<View> open(CaseFile file, ReviewedTopic topic, String asked, int page) {
    return topic.items().stream()
        .filter(item -> answers(item).anyMatch(answer -> answer.equals(asked)))
        .findFirst()
        .flatMap(
            item ->
                intake
                    .findAttachment(UUID.fromString(asked))
                    .map(one -> view(file, item, one, page)));
  }

  private static Stream<String> answers(Item item) {
    return Stream.of(item.entry().stored(), item.before())
        .flatMap(Optional::stream)
        .map(StoredAnswer::answer)
        .filter(answer -> answer.origin() == Origin.ATTACHMENT)
        .map(answer -> answer.value());
  }

  private View view(CaseFile file, Item item, Attachment document, int page) {
    audit.record("file.read", "application:" + file.application().id(), document.fileName());
    DocumentText read = documents.text(document);
    return new View(
        item.entry().key(),
        document.id(),
        document.fileName(),
        read,
        Math.max(1, Math.min(page, read.shown())),
        read.text().isBlank() ? List.of() : looked(file, item.entry().field().id(), read.text()));
  }

  private static List<Looked> looked(CaseFile file, String document, String text) {
    String plain = plain(text);
    return SAID.getOrDefault(document, List.of("app.name")).stream()
        .filter(field -> file.value(field).strip().length() >= SHORTEST)
        .map(
            field ->
                new Looked(
                    field,
                    file.value(field),
                    written(file.value(field)).anyMatch(one -> plain.contains(plain(one)))))
        .toList();
  }

  /** The ways in which a value may be written: a day in several. */
  private static Stream<String> written(String value) {
    try {
      LocalDate day = LocalDate.parse(value.strip());
      return Stream.of("%d年%d月%d日", "%d-%02d-%02d", "%d.%d.%d", "%d/%d/%d", "%d.%02d.%02d")
          .map(
              form ->
                  String.format(
                      Locale.ROOT, form, day.getYear(), day.getMonthValue(), day.getDayOfMonth()));
    } catch (DateTimeException notADay) {
      return Stream.of(value);
    }
  }

  /** Without white space, and with one kind of brackets. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("\\s+", "")
        .replaceAll("[〔【\\[(]", "(")
        .replaceAll("[〕】\\])]", ")")
        .toLowerCase(Locale.ROOT);
  }
}
