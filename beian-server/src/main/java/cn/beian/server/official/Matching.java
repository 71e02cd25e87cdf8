package cn.beian.server.official;

import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.server.official.ListedRow.Candidate;
import cn.beian.server.official.ListedRow.Fate;
import cn.beian.server.platform.FoldedText;
import cn.beian.server.platform.InColumn;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.TableRow;
import cn.beian.server.records.OfficialNumberScheme;
import cn.beian.server.records.OfficialNumberSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds the records of the rows of a list: by a package name that is given, else by app and sponsor
 * together, exact once both are folded; one that is alike in a part only is for a person to choose.
 */
final class Matching {
  private final OfficialNumberScheme scheme;
  private final Importer importer;
  private final LocalDate batchDay;
  private final LocalDate today;
  private final Register register;
  private final Set<String> numbersOfList = new HashSet<>();
  private final Map<String, Integer> linesOfRecords = new HashMap<>();
  private final Map<String, Standing> standings = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  Matching(
      OfficialNumberScheme scheme,
      Importer importer,
      LocalDate batchDay,
      LocalDate today,
      Register register) {
    this.scheme = scheme;
    this.importer = importer;
    this.batchDay = batchDay;
    this.today = today;
    this.register = register;
  }

  /** Whose list it is, and what its word counts. */
  record Importer(UUID office, OfficialNumberSource source) {
    /** Whether what this list says takes the place of what stands there, without a question. */
    boolean outranks(Standing other) {
      return source.outranks(other.source());
    }

    /** Whether this office said it: it corrects itself. */
    boolean own(Standing other) {
      return other.source() == source && other.office().filter(office::equals).isPresent();
    }
  }

  /**
   * Who says that a record has its number.
   *
   * @param office whose list says so; absent where no list does
   */
  record Standing(OfficialNumberSource source, Optional<UUID> office) {}

  /** The record that has a number. */
  record Holder(String number, Standing standing) {}

  /** A record as far as matching needs it. */
  record Known(
      String number,
      String appName,
      String sponsorName,
      RecordState state,
      @InColumn("official_number") String official,
      @InColumn("official_number_on") Optional<LocalDate> day,
      Optional<Standing> standing) {}

  /** Records by what lists name them by, all folded, and who has which number. */
  record Register(
      Map<String, List<Known>> byBoth,
      Map<String, List<Known>> byName,
      Map<String, List<Known>> byPackage,
      Map<String, Holder> holders) {
    static Register empty() {
      return new Register(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }
  }

  static String both(String name, String sponsor) {
    return FoldedText.of(name) + '\n' + FoldedText.of(sponsor);
  }

  /** How official numbers are compared. */
  static String key(String official) {
    return official.toUpperCase(Locale.ROOT);
  }

  /**
   * What becomes of rows before a person chose anything. Of several numbers for one record none is
   * surer than the others, save the one that it has.
   */
  List<ListedRow> rows(List<TableRow> rows) {
    List<ListedRow> matched = rows.stream().map(this::row).toList();
    Map<String, Integer> times = new HashMap<>();
    matched.stream()
        .filter(ListedRow::sure)
        .forEach(one -> times.merge(one.number(), 1, Integer::sum));
    List<ListedRow> planned =
        matched.stream()
            .map(
                one ->
                    one.fate() == Fate.NEW && times.getOrDefault(one.number(), 0) > 1
                        ? one.with(Fate.DOUBTFUL, "official.row.numbers")
                        : one)
            .toList();
    planned.stream()
        .filter(ListedRow::sure)
        .forEach(one -> linesOfRecords.put(one.number(), one.line()));
    return planned;
  }

  private ListedRow row(TableRow row) {
    String official = scheme.fold(ListColumn.NUMBER.of(row));
    String cell = ListColumn.DAY.of(row);
    Optional<LocalDate> day = cell.isEmpty() ? Optional.of(batchDay) : ListedDay.read(cell);
    ListedRow bare =
        new ListedRow(
            row.number(),
            ListColumn.NAME.of(row),
            ListColumn.SPONSOR.of(row),
            ListColumn.PACKAGE.of(row),
            official,
            day.map(LocalDate::toString).orElse(""),
            Fate.REFUSED,
            row.problem(),
            "",
            List.of());
    Optional<String> refused =
        Optional.of(row.problem())
            .filter(one -> !one.isEmpty())
            .or(() -> scheme.refusal(official))
            .or(() -> OfficialNumbers.dayProblem(day, today))
            .or(() -> numbersOfList.add(key(official)) ? Optional.empty() : twice());
    return refused
        .map(why -> bare.with(Fate.REFUSED, why))
        .orElseGet(() -> matched(row, bare, day.orElseThrow()));
  }

  private static Optional<String> twice() {
    return Optional.of("official.row.twice");
  }

  private ListedRow matched(TableRow row, ListedRow bare, LocalDate day) {
    String name = ListColumn.PACKAGE.of(row);
    List<Known> byPackage =
        name.isEmpty() ? List.of() : register.byPackage().getOrDefault(name, List.of());
    List<Known> exact =
        register.byBoth().getOrDefault(both(bare.name(), bare.sponsor()), List.of());
    List<Known> alike = register.byName().getOrDefault(FoldedText.of(bare.name()), List.of());
    List<Known> named = byPackage.isEmpty() ? exact : byPackage;
    List<Known> fitting = named.size() > 1 ? ofPlatform(named, ListColumn.PLATFORM.of(row)) : named;
    boolean differs = !byPackage.isEmpty() && !exact.isEmpty() && !exact.containsAll(byPackage);
    if (fitting.size() == 1 && !differs) {
      return settled(bare, fitting.get(0), day);
    }
    Set<Known> possible = new LinkedHashSet<>(fitting);
    possible.addAll(named);
    possible.addAll(exact);
    possible.addAll(alike);
    String why =
        differs
            ? "official.row.differs"
            : named.isEmpty() ? otherSponsor(bare) : "official.row.several";
    return possible.isEmpty()
        ? bare.with(Fate.UNMATCHED, "")
        : naming(bare, new ArrayList<>(possible), Fate.DOUBTFUL, why);
  }

  private static String otherSponsor(ListedRow bare) {
    return bare.sponsor().isBlank() ? "official.row.noSponsor" : "official.row.otherSponsor";
  }

  /** Those of a kind that the list tells; all where it tells none that fits. */
  private static List<Known> ofPlatform(List<Known> known, String told) {
    String word = FoldedText.of(told);
    char kind = word.contains("小程序") || word.contains("mini") ? 'X' : 0;
    kind = word.contains("快应用") || word.contains("quick") ? 'K' : kind;
    boolean app = List.of("app", "安卓", "ios", "android", "鸿蒙").stream().anyMatch(word::contains);
    char wanted = kind == 0 && app ? 'A' : kind;
    List<Known> fitting = known.stream().filter(one -> one.number().charAt(3) == wanted).toList();
    return fitting.isEmpty() ? known : fitting;
  }

  private ListedRow settled(ListedRow bare, Known known, LocalDate day) {
    if (known.official().equals(bare.official()) && known.day().filter(day::equals).isPresent()) {
      return naming(bare, List.of(known), Fate.UNCHANGED, "");
    }
    if (RecordGraph.GRAPH.terminal(known.state())) {
      return naming(bare, List.of(known), Fate.REFUSED, ListedRow.ENDED);
    }
    Optional<Standing> against = against(bare.official(), known.number());
    if (against.filter(one -> !importer.outranks(one)).isPresent()) {
      return naming(bare, List.of(known), Fate.REFUSED, ListedRow.DISPUTED);
    }
    if (scheme.odd(bare.official()) && !known.official().equals(bare.official())) {
      return naming(bare, List.of(known), Fate.DOUBTFUL, "official.row.odd");
    }
    String frees = against.isPresent() ? "official.row.frees" : "";
    if (known.standing().isEmpty()) {
      return naming(bare, List.of(known), Fate.NEW, frees);
    }
    Standing standing = known.standing().get();
    if (importer.outranks(standing)) {
      return naming(bare, List.of(known), Fate.NEW, "official.row.replaces");
    }
    boolean same = known.official().equals(bare.official()); // another day of the same number
    return importer.own(standing) || same
        ? naming(bare, List.of(known), Fate.DOUBTFUL, "official.row.other")
        : naming(bare, List.of(known), Fate.REFUSED, ListedRow.DISPUTED);
  }

  /** Who says that another record has a number; empty where none has it. */
  private Optional<Standing> against(String official, String number) {
    return Optional.ofNullable(register.holders().get(key(official)))
        .filter(holder -> !holder.number().equals(number))
        .map(Holder::standing);
  }

  /** Why choices of {@link #chosen} cannot be taken; empty where all of them can. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  private ListedRow refused(ListedRow row, Problem why) {
    problems.add(why);
    return row;
  }

  /**
   * What a person chose for a row that was in doubt.
   *
   * @param choice as {@link Candidate#choice} writes it
   */
  ListedRow chosen(ListedRow row, String choice) {
    String number = choice.split("/", 2)[0];
    Optional<Candidate> candidate =
        row.candidates().stream().filter(one -> one.number().equals(number)).findFirst();
    if (row.fate() != Fate.DOUBTFUL || candidate.isEmpty()) {
      return row;
    }
    if (!candidate.get().choice().equals(choice)) {
      return refused(
          row,
          Problem.of(
              field(row),
              "official.list.choice.changed",
              line(row.line()),
              candidate.get().official()));
    }
    if (against(row.official(), number).filter(one -> !importer.outranks(one)).isPresent()) {
      return refused(row, Problem.of(field(row), "official.list.choice.taken", line(row.line())));
    }
    boolean stands =
        Optional.ofNullable(standings.get(number))
            .filter(one -> !importer.outranks(one) && !importer.own(one))
            .filter(one -> !candidate.get().official().equals(row.official()))
            .isPresent();
    if (stands) { // what a better list says of a record no choice replaces
      return row.meaning(candidate.get(), Fate.REFUSED, ListedRow.DISPUTED);
    }
    Integer used = linesOfRecords.putIfAbsent(number, row.line());
    if (used != null) {
      return refused(
          row, Problem.of(field(row), "official.list.choice.used", line(row.line()), line(used)));
    }
    return row.meaning(candidate.get(), Fate.CHOSEN, "");
  }

  private static String line(int number) {
    return String.valueOf(number);
  }

  private static String field(ListedRow row) {
    return "choice." + row.line();
  }

  private ListedRow naming(ListedRow bare, List<Known> known, Fate fate, String why) {
    known.forEach(
        one -> one.standing().ifPresent(standing -> standings.put(one.number(), standing)));
    return new ListedRow(
        bare.line(),
        bare.name(),
        bare.sponsor(),
        bare.packageId(),
        bare.official(),
        bare.day(),
        fate,
        why,
        known.size() == 1 ? known.get(0).official() : "",
        known.stream()
            .filter(one -> !RecordGraph.GRAPH.terminal(one.state()) || known.size() == 1)
            .limit(ListedRow.MOST_CANDIDATES)
            .map(
                one ->
                    new Candidate(one.number(), one.appName(), one.sponsorName(), one.official()))
            .toList());
  }
}
