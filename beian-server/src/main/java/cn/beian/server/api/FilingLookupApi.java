package cn.beian.server.api;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.official.ListedNumbers;
import cn.beian.server.official.ListedNumbers.ListedNumber;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.records.FilingLookup.Answer;
import cn.beian.server.records.FilingLookup.BuildRole;
import cn.beian.server.records.FilingLookup.Question;
import cn.beian.server.records.FilingLookup.Status;
import cn.beian.server.records.OfficialNumberSource;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Public look-up for app stores and anybody else; no account. */
@RestController
@RequestMapping("/api/v1")
class FilingLookupApi {
  /** Most questions in one batch. */
  static final int MAX_BATCH = 1000;

  private final FilingLookup lookUp;
  private final Records records;

  /** Header with the signed head of the ledger: a checkpoint (C2SP tlog-checkpoint) in base64. */
  static final String HEAD = "Beian-Checkpoint";

  private static final int TAG_DIGITS = 32;

  private final ListedNumbers listed;
  private final PublicLedger ledger;
  private final JsonMapper json;

  FilingLookupApi(
      FilingLookup lookUp,
      Records records,
      ListedNumbers listed,
      PublicLedger ledger,
      JsonMapper json) {
    this.lookUp = lookUp;
    this.records = records;
    this.listed = listed;
    this.ledger = ledger;
    this.json = json;
  }

  /**
   * An answer as it is sent.
   *
   * @param showsNumber whether the very build that was asked for shows the number; null where none
   *     was asked for or it is not of the record now
   * @param build what the build is to its record; null likewise
   * @param listed what a published list of the official system says of what no record in force here
   *     is of; null where none does
   */
  record Answered(
      Status status,
      @Nullable Boolean showsNumber,
      @Nullable BuildRole build,
      @Nullable RecordView record,
      @Nullable ListedView listed) {
    static Answered of(Answer answer, Optional<String> followedBy, Optional<ListedNumber> listed) {
      return new Answered(
          answer.status(),
          answer
              .build()
              .filter(role -> role != BuildRole.EARLIER)
              .map(role -> role == BuildRole.SHOWS_NUMBER)
              .orElse(null),
          answer.build().orElse(null),
          answer.record().map(one -> RecordView.of(one, followedBy)).orElse(null),
          listed.map(ListedView::of).orElse(null));
    }
  }

  /**
   * The answer to one question alone.
   *
   * @param checkpoint signed head of the ledger at that moment; null while nothing is signed
   */
  record AnsweredAlone(
      Status status,
      @Nullable Boolean showsNumber,
      @Nullable BuildRole build,
      @Nullable RecordView record,
      @Nullable ListedView listed,
      @Nullable String checkpoint) {
    static AnsweredAlone of(Answered one, String head) {
      return new AnsweredAlone(
          one.status(),
          one.showsNumber(),
          one.build(),
          one.record(),
          one.listed(),
          head.isEmpty() ? null : head);
    }
  }

  /** A row of a published list; this register holds no record in force of it. */
  record ListedView(
      String officialNumber,
      String list,
      String day,
      String source,
      String appName,
      String sponsorName) {
    static ListedView of(ListedNumber row) {
      return new ListedView(
          row.official(), row.list(), row.day().toString(), row.source(), row.app(), row.sponsor());
    }
  }

  /**
   * What is public of a record; of a restricted one, number and state.
   *
   * @param officialNumberSource who says that it is its number: {@code ENTERED_BY_UNIT} is
   *     confirmed by no list; null where it has none
   * @param followedBy number under which an app whose filing ended is filed again; else null
   * @param tested whether all packages that it names were tested; null of a restricted one
   * @param entryIndex of the newest entry of the ledger about it, to be proved against the head
   */
  record RecordView(
      String number,
      @Nullable String officialNumber,
      @Nullable OfficialNumberSource officialNumberSource,
      String state,
      @Nullable String followedBy,
      @Nullable String appName,
      @Nullable String sponsorName,
      @Nullable String filedOn,
      @Nullable Boolean tested,
      int revision,
      long entryIndex) {
    static RecordView of(PublicRecord record, Optional<String> followedBy) {
      int revision = record.revisions().size();
      long entry = revision == 0 ? -1 : record.revisions().get(revision - 1).entryIndex();
      return record.restricted()
          ? new RecordView(
              record.number(),
              null,
              null,
              record.state().name(),
              null,
              null,
              null,
              null,
              null,
              revision,
              entry)
          : new RecordView(
              record.number(),
              record.officialNumber().isEmpty() ? null : record.officialNumber(),
              record.officialNumberSource().orElse(null),
              record.state().name(),
              followedBy.orElse(null),
              record.appName(),
              record.sponsorName(),
              record.filedOn().toString(),
              record.untested().isEmpty(),
              revision,
              entry);
    }
  }

  /** Weak tag: the same answer at a later head of the ledger counts as unchanged. */
  @GetMapping("/lookup")
  ResponseEntity<AnsweredAlone> one(HttpServletRequest request) {
    Map<String, String> asked = new TreeMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (values.length > 1) {
                throw LookupQuestion.refused("", "a parameter is given more than once");
              }
              asked.put(name, values[0]);
            });
    Answered answer = answer(LookupQuestion.of(asked, ""));
    String head = head().orElse("");
    return ResponseEntity.ok().eTag(tag(answer)).body(AnsweredAlone.of(answer, head));
  }

  private Answered answer(Question question) {
    Answer answer = lookUp.ask(question);
    return Answered.of(
        answer,
        answer.record().flatMap(lookUp::followedBy),
        answer.byList() ? listed.find(question) : Optional.empty());
  }

  /** The signed head of the ledger; empty while nothing is signed. */
  private Optional<String> head() {
    return ledger.checkpoint().map(Checkpoint::format);
  }

  @PostMapping(path = "/lookup", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<List<Answered>> batch(InputStream body) {
    List<Answered> answers = AskedBatch.read(body, MAX_BATCH).stream().map(this::answer).toList();
    return withHead(ResponseEntity.ok()).body(answers);
  }

  /** The signed head in a header, where the body is a list or has its own tag. */
  private ResponseEntity.BodyBuilder withHead(ResponseEntity.BodyBuilder response) {
    head()
        .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
        .ifPresent(text -> response.header(HEAD, text));
    return response;
  }

  /** The contract of these addresses, OpenAPI 3.1. */
  @GetMapping(path = "/openapi.yaml", produces = "application/yaml")
  Resource contract() {
    return new ClassPathResource("api/openapi.yaml");
  }

  @GetMapping("/records/{number}")
  ResponseEntity<RecordView> record(@PathVariable String number) {
    PublicRecord found =
        records
            .find(number)
            .orElseThrow(
                () ->
                    new ErrorResponseException(
                        HttpStatus.NOT_FOUND,
                        ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, nothing(number)),
                        null));
    RecordView view = RecordView.of(found, lookUp.followedBy(found));
    return withHead(ResponseEntity.ok()).eTag(tag(view)).body(view);
  }

  private String nothing(String number) {
    return listed
        .find(number)
        .map(
            row ->
                "no record has this number; it stands in the list "
                    + row.list()
                    + " of "
                    + row.day()
                    + " for "
                    + row.app())
        .orElse("no record has this number");
  }

  /** Weak tag of an answer: another one whenever the answer is another one. */
  private String tag(Object answer) {
    return "W/\"" + Sha256Hex.of(json.writeValueAsBytes(answer)).substring(0, TAG_DIGITS) + "\"";
  }
}
