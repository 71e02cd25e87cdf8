package cn.beian.server.api;

import cn.beian.server.official.ListedNumbers;
import cn.beian.server.official.ListedNumbers.ListedNumber;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.records.FilingLookup.Answer;
import cn.beian.server.records.FilingLookup.BuildRole;
import cn.beian.server.records.FilingLookup.Question;
import cn.beian.server.records.FilingLookup.Status;
import cn.beian.server.records.OfficialNumberSource;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Public look-up for app stores and anybody else; no account. */
@RestController
@RequestMapping("/api/v1")
class FilingLookupApi {
  /** Most questions in one batch. */
  static final int MAX_BATCH = 1000;

  private final FilingLookup lookUp;
  private final Records records;
  private final ListedNumbers listed;

  FilingLookupApi(FilingLookup lookUp, Records records, ListedNumbers listed) {
    this.lookUp = lookUp;
    this.records = records;
    this.listed = listed;
  }

  /**
   * An answer as it is sent.
   *
   * @param showsNumber whether the very build that was asked for shows the number; null where none
   *     was asked for or it is not of the record now
   * @param build {@code SHOWS_NUMBER}, {@code REVIEWED_BEFORE_NUMBER} or {@code EARLIER}; null
   *     likewise
   * @param listed what a published list of the official system says of a number that no record here
   *     has; null where none does
   */
  record Answered(
      Status status,
      @Nullable Boolean showsNumber,
      @Nullable BuildRole build,
      @Nullable RecordView record,
      @Nullable ListedView listed) {
    static Answered of(Answer answer, Optional<ListedNumber> listed) {
      return new Answered(
          answer.status(),
          answer
              .build()
              .filter(role -> role != BuildRole.EARLIER)
              .map(role -> role == BuildRole.SHOWS_NUMBER)
              .orElse(null),
          answer.build().orElse(null),
          answer.record().map(RecordView::of).orElse(null),
          listed.map(ListedView::of).orElse(null));
    }
  }

  /** A row of a published list; this register holds no record of its number. */
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
   */
  record RecordView(
      String number,
      @Nullable String officialNumber,
      @Nullable OfficialNumberSource officialNumberSource,
      String state,
      @Nullable String appName,
      @Nullable String sponsorName,
      @Nullable String filedOn,
      int revision) {
    static RecordView of(PublicRecord record) {
      int revision = record.revisions().size();
      return record.restricted()
          ? new RecordView(
              record.number(), null, null, record.state().name(), null, null, null, revision)
          : new RecordView(
              record.number(),
              record.officialNumber().isEmpty() ? null : record.officialNumber(),
              record.officialNumberSource().orElse(null),
              record.state().name(),
              record.appName(),
              record.sponsorName(),
              record.filedOn().toString(),
              revision);
    }
  }

  @GetMapping("/lookup")
  Answered one(
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String sha256,
      @RequestParam(defaultValue = "") String platform,
      @RequestParam(defaultValue = "") String packageId,
      @RequestParam(defaultValue = "") String signer) {
    return answer(new Question(number, sha256, platform, packageId, signer));
  }

  private Answered answer(Question question) {
    Answer answer = lookUp.ask(question);
    return Answered.of(
        answer,
        answer.status() == Status.UNKNOWN ? listed.find(question.number()) : Optional.empty());
  }

  @PostMapping(path = "/lookup", consumes = MediaType.APPLICATION_JSON_VALUE)
  List<Answered> batch(InputStream body) {
    return AskedBatch.read(body, MAX_BATCH).stream().map(this::answer).toList();
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
    RecordView view = RecordView.of(found);
    return ResponseEntity.ok().eTag(tag(found)).body(view);
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

  /** Another one whenever the answer is another one, also where no revision was made. */
  private static String tag(PublicRecord record) {
    String shown =
        record.restricted()
            ? "restricted"
            : Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(record.officialNumber().getBytes(StandardCharsets.UTF_8));
    String source =
        record
            .officialNumberSource()
            .filter(one -> !record.restricted())
            .map(Enum::name)
            .orElse("");
    return "\"r"
        + record.revisions().size()
        + "-"
        + record.state()
        + "-"
        + shown
        + "-"
        + source
        + "\"";
  }
}
