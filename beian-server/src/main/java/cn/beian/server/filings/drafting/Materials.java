package cn.beian.server.filings.drafting;

import cn.beian.filing.form.DocumentNames;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.Topic;
import cn.beian.server.filings.DraftDocument;
import cn.beian.server.filings.FiledDocument;
import cn.beian.server.filings.casefile.CaseFile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a draft, as its pages show them.
 *
 * @param places the questions that a document can answer, in the order of the form
 * @param waiting documents of which nobody has said yet what they answer, the first first
 * @param more how many of those are not shown
 * @param replaced those that another has replaced, by question, the latest first
 * @param offers documents of earlier filings, by question
 */
public record Materials(
    List<CaseFile.Entry> places,
    List<Waiting> waiting,
    int more,
    Map<Question, List<DraftDocument>> replaced,
    Map<Question, Offer> offers) {
  /** The topics of which one document can answer several questions. */
  public List<Topic> wholeTopics() {
    return places.stream()
        .filter(entry -> entry.field().textOrDocument())
        .map(entry -> entry.field().topic())
        .filter(topic -> several(topic))
        .distinct()
        .toList();
  }

  private boolean several(Topic topic) {
    return places.stream()
            .filter(entry -> entry.field().topic() == topic && entry.field().textOrDocument())
            .count()
        > 1;
  }

  /** The questions that only a document answers. */
  public List<CaseFile.Entry> documents() {
    return places.stream().filter(entry -> entry.field().type() == FieldType.DOCUMENT).toList();
  }

  /**
   * Documents that stand in the place of a text, the first first.
   *
   * @param topic of which; null for all
   */
  public List<InPlaceOfText> inPlaceOfText(@Nullable Topic topic) {
    Map<String, List<CaseFile.Entry>> byDocument = new LinkedHashMap<>();
    places.stream()
        .filter(entry -> entry.attached() && entry.field().type() != FieldType.DOCUMENT)
        .filter(entry -> topic == null || entry.field().topic() == topic)
        .forEach(
            entry -> byDocument.computeIfAbsent(entry.value(), v -> new ArrayList<>()).add(entry));
    return byDocument.values().stream().map(InPlaceOfText::new).toList();
  }

  /** Whether the name of a document that waits speaks of this topic. */
  public boolean concerns(Topic topic) {
    return waiting.stream()
        .map(Waiting::guess)
        .filter(guess -> !guess.isEmpty())
        .anyMatch(
            guess ->
                guess.equals(DocumentNames.WHOLE + topic)
                    || places.stream()
                        .anyMatch(
                            entry -> entry.key().equals(guess) && entry.field().topic() == topic));
  }

  /** A document with the questions that it answers in the place of a text. */
  public record InPlaceOfText(List<CaseFile.Entry> questions) {
    /** One of the questions. */
    public CaseFile.Entry first() {
      return questions.get(0);
    }
  }

  /**
   * A document that waits for its place.
   *
   * @param guess place that its name speaks of: a question key or {@code @TOPIC}; may be empty
   * @param taken whether something stands there
   * @param notAsked what its name speaks of where that is not asked of this app
   */
  public record Waiting(
      UUID attachmentId,
      String fileName,
      String guess,
      boolean taken,
      Optional<FormField> notAsked) {}

  /**
   * A document with which another app of the unit was filed.
   *
   * @param number as the public reads it
   */
  public record Offer(FiledDocument document, LocalDate filedOn, String number) {}
}
