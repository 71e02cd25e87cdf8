package cn.beian.server.official;

import cn.beian.facts.VisibleText;
import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.documents.DocumentText;
import cn.beian.server.documents.Documents;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.CoolingOff;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.identity.TableImports;
import cn.beian.server.identity.TableImports.Kept;
import cn.beian.server.identity.TableImports.Kind;
import cn.beian.server.official.Matching.Importer;
import cn.beian.server.platform.MappedTable;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.SentTable;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.platform.TableRow;
import cn.beian.server.records.OfficialNumberScheme;
import cn.beian.server.records.OfficialNumberSource;
import cn.beian.server.trail.AuditTrail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes official numbers from published lists, into records of the region of the official who sends
 * one. What every row would do is shown before anything is written; a list that is sent again
 * changes nothing.
 */
@Service
public class OfficialLists {
  /** Most rows of a list. */
  public static final int MOST_ROWS = 20_000;

  private static final int MOST_PDF_BYTES = 10 << 20;
  private static final int LONGEST = 200;

  private final ListedRecordStore known;
  private final OfficialNumberScheme scheme;
  private final TableImports imports;
  private final Documents documents;
  private final Identity identity;
  private final CoolingOff coolingOff;
  private final AuditTrail audit;
  private final Batches batches;
  private final ListWriting writing;
  private final TransactionTemplate transactions;
  private final Clock clock;

  OfficialLists(
      ListedRecordStore known,
      OfficialNumberScheme scheme,
      TableImports imports,
      Documents documents,
      Identity identity,
      CoolingOff coolingOff,
      AuditTrail audit,
      Batches batches,
      ListWriting writing,
      TransactionTemplate transactions,
      Clock clock) {
    this.known = known;
    this.scheme = scheme;
    this.imports = imports;
    this.documents = documents;
    this.identity = identity;
    this.coolingOff = coolingOff;
    this.audit = audit;
    this.batches = batches;
    this.writing = writing;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What a list is called.
   *
   * @param day when it was published
   * @param source address or document number
   */
  public record Heading(String batch, LocalDate day, String source) {

    /**
     * As it was typed.
     *
     * @throws RejectedInput where something of it cannot be taken
     */
    static Heading typed(String batch, String day, String source, LocalDate today) {
      List<Problem> problems = new ArrayList<>();
      text(batch, "batch", "official.list.batch.none").ifPresent(problems::add);
      text(source, "source", "official.list.source.none").ifPresent(problems::add);
      Optional<LocalDate> published = OfficialNumbers.day(day);
      OfficialNumbers.dayProblem(published, today)
          .ifPresent(key -> problems.add(Problem.of("day", key)));
      RejectedInput.throwIfAny(problems);
      return new Heading(batch.strip(), published.orElseThrow(), source.strip());
    }

    /** As it is kept. */
    String write() {
      return String.join("\n", batch, day.toString(), source); // of one line each
    }

    /** As it was kept. */
    static Heading read(String kept) {
      List<String> lines = List.of(kept.split("\n", -1));
      return new Heading(lines.get(0), LocalDate.parse(lines.get(1)), lines.get(2));
    }

    private static Optional<Problem> text(String typed, String field, String none) {
      if (VisibleText.blank(typed)) {
        return Optional.of(Problem.of(field, none));
      }
      boolean fits = typed.strip().length() <= LONGEST && VisibleText.of(typed).equals(typed);
      return fits
          ? Optional.empty()
          : Optional.of(Problem.of(field, "official.list.text", LONGEST));
    }
  }

  /**
   * A list between the preview and the act.
   *
   * @param rows what would become of each, or became of it
   * @param done whether it was acted on
   * @param left how many of its rows are not written yet
   */
  public record Sent(Heading heading, List<ListedRow> rows, boolean done, int left) {
    public Sent {
      rows = List.copyOf(rows);
    }

    /** How far it is written, in percent. */
    public int percent() {
      return 100 * (rows.size() - left) / rows.size();
    }
  }

  /**
   * Keeps a list for the preview; nothing of it is written.
   *
   * @throws RejectedInput when it is no list, or has too many rows
   */
  public UUID send(byte[] file, String batch, String day, String source) throws IOException {
    official();
    Heading heading = Heading.typed(batch, day, source, OfficialTime.dayOf(clock.instant()));
    MappedTable table = read(file);
    if (table.rows().isEmpty()) {
      throw new RejectedInput(List.of(Problem.of("file", "official.list.empty")));
    }
    return imports.keep(Kind.OFFICIAL_NUMBERS, table, heading.write() + "\n" + Sha256Hex.of(file));
  }

  private static MappedTable columns(List<TableRow> sent) {
    return ListColumn.COLUMNS
        .propose(sent)
        .orElseThrow(
            () -> new RejectedInput(List.of(Problem.of("file", "official.list.noColumns"))));
  }

  private MappedTable read(byte[] file) throws IOException {
    boolean pdf =
        file.length > 4 && new String(file, 0, 4, StandardCharsets.US_ASCII).equals("%PDF");
    if (!pdf) {
      return columns(SentTable.read(file, "file", MOST_ROWS + 1));
    }
    if (file.length > MOST_PDF_BYTES) {
      throw tooMuch();
    }
    DocumentText text = documents.whole(new ByteArrayInputStream(file));
    switch (text.way()) {
      case PAGES -> {} // read below
      case NOT_NOW -> throw new RejectedInput(List.of(Problem.of("file", "official.list.later")));
      case TOO_MUCH -> throw tooMuch();
      default -> throw new RejectedInput(List.of(Problem.of("file", "official.list.pdf")));
    }
    return columns(SentTable.spaced(text.text(), "file", MOST_ROWS + 1)).even();
  }

  private static RejectedInput tooMuch() {
    return new RejectedInput(
        List.of(
            Problem.of(
                "file",
                "official.list.pdf.large",
                Documents.MOST_WHOLE_PAGES,
                Documents.MOST_WHOLE_CHARACTERS,
                MOST_PDF_BYTES >> 20)));
  }

  /** What the word of a list counts that a person imports. */
  static OfficialNumberSource source(Person official) {
    return official.has(Role.NATIONAL_REVIEWER)
        ? OfficialNumberSource.LIST_OF_NATION
        : OfficialNumberSource.LIST_OF_PROVINCE;
  }

  private Person official() {
    Person official = identity.current();
    AccessRules.requireRole(official, Role.COMPLETENESS_REVIEWER, Role.NATIONAL_REVIEWER);
    return official;
  }

  /** A list of the current person; empty when it is another's or gone. */
  @Transactional(readOnly = true)
  public Optional<Sent> find(UUID id) {
    Person official = official();
    return imports
        .find(Kind.OFFICIAL_NUMBERS, id)
        .map(
            kept -> {
              WrittenList written = kept.done() ? WrittenList.read(kept.results()) : null;
              return written != null
                  ? new Sent(written.heading(), written.rows(), true, kept.left())
                  : new Sent(
                      Heading.read(kept.heading()), plan(kept, Map.of(), official), false, 0);
            });
  }

  private List<ListedRow> plan(Kept kept, Map<Integer, String> choices, Person official) {
    List<TableRow> rows = ListColumn.COLUMNS.complete(kept.table()) ? kept.rows() : List.of();
    Matching matching =
        new Matching(
            scheme,
            new Importer(official.organizationId(), source(official)),
            Heading.read(kept.heading()).day(),
            OfficialTime.dayOf(clock.instant()),
            known.of(rows, official.region()));
    List<ListedRow> planned =
        matching.rows(rows).stream()
            .map(row -> matching.chosen(row, choices.getOrDefault(row.line(), "")))
            .toList();
    RejectedInput.throwIfAny(matching.problems());
    return planned;
  }

  /**
   * Writes what a list says: its first part now, the others in a job that a restart does not lose.
   *
   * @param choices the record for a row that was in doubt, by its line; a row without is left
   * @throws RejectedInput when it was acted on or is gone, or where a choice cannot be taken
   */
  public void run(UUID id, Map<Integer, String> choices) {
    Person official = official();
    coolingOff.require(official, Role.COMPLETENESS_REVIEWER, Role.NATIONAL_REVIEWER);
    transactions.executeWithoutResult(
        status -> {
          Kept kept = imports.take(Kind.OFFICIAL_NUMBERS, id);
          if (!ListColumn.COLUMNS.complete(kept.table())) {
            throw new RejectedInput(List.of(Problem.of("file", "import.columns.lede")));
          }
          Heading heading = Heading.read(kept.heading());
          String sha256 = kept.heading().lines().skip(3).findFirst().orElse("");
          WrittenList list =
              new WrittenList(
                  heading,
                  Optional.of(batches.make(heading, official.id())),
                  source(official),
                  sha256,
                  plan(kept, choices, official));
          list.batch().ifPresent(batch -> batches.file(batch, sha256));
          imports.keep(id, list.write(), list.rows().size());
          writing.schedule(id);
          long sure = list.rows().stream().filter(ListedRow::sure).count();
          audit.record(
              "official.import", "list:" + list.heading().batch(), sure + "/" + list.rows().size());
        });
    writing.part(id);
  }
}
