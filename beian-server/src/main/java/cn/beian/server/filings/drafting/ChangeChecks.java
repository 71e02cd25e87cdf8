package cn.beian.server.filings.drafting;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.Topic;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.policies.ChangeLeadPolicy;
import cn.beian.filing.policies.PackageSet;
import cn.beian.filing.policies.Ruling;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.RecordCause;
import cn.beian.filing.states.RecordGraph;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.Exemptions;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import cn.beian.server.testing.Inspections;
import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What stands in the way of a change of a filing beside its answers. */
@Component
public class ChangeChecks {
  private static final int LONGEST_CODE = 18;
  private static final String END = "app.endDate";

  private final ApplicationStore store;
  private final CaseFiles files;
  private final Records records;
  private final Inspections inspections;
  private final Policies policies;
  private final WorkCalendars calendars;
  private final Clock clock;

  ChangeChecks(
      ApplicationStore store,
      CaseFiles files,
      Records records,
      Inspections inspections,
      Policies policies,
      WorkCalendars calendars,
      Clock clock) {
    this.store = store;
    this.files = files;
    this.records = records;
    this.inspections = inspections;
    this.policies = policies;
    this.calendars = calendars;
    this.clock = clock;
  }

  /** Why a record cannot be changed in the state that it is in; empty if it can. */
  public static Optional<Problem> ofState(PublicRecord record) {
    return RecordGraph.GRAPH.edge(record.state(), RecordCause.CHANGE_ACCEPTED).isPresent()
        ? Optional.empty()
        : Optional.of(FilingProblem.of("change.state." + record.state(), "", List.of()));
  }

  /** What stands in the way of this application; nothing of one that changes no filing. */
  List<Problem> of(CaseFile file) {
    return file.application().basis().map(basis -> of(file, basis)).orElse(List.of());
  }

  /**
   * @throws CommandRefusedException if anything stands in the way of this application
   */
  void require(CaseFile file) {
    List<Problem> problems = of(file);
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }

  private List<Problem> of(CaseFile file, Application.Basis basis) {
    CaseFile filed = files.load(store.find(basis.applicationId()).orElseThrow());
    List<Problem> problems = new ArrayList<>();
    records.find(basis.number()).flatMap(ChangeChecks::ofState).ifPresent(problems::add);
    boolean packages = !filed.packages().isEmpty();
    if (packages && file.packages().isEmpty()) {
      problems.add(FilingProblem.of("change.packageGone", "", List.of()));
    }
    for (CasePackage one : file.packages()) {
      problems.addAll(ofPackage(filed, one));
    }
    problems.addAll(ofEnd(filed, file));
    boolean same = ids(file).equals(ids(filed));
    ApplicationKind kind = file.application().kind();
    if (kind == ApplicationKind.MAJOR_CHANGE && packages && same) {
      problems.add(FilingProblem.of("change.noPackage", "", List.of()));
    } else if (same && file.missing().isEmpty() && said(file, kind).equals(said(filed, kind))) {
      problems.add(FilingProblem.of("change.nothing", "", List.of()));
    }
    return problems;
  }

  /**
   * The day by which an app of a unit that may not develop one is moved or shut down stays or comes
   * earlier, whatever is changed; only an exception of the upper level, which a major
   * change is reviewed with, takes it away. Once it is over, nothing is changed but the app ended.
   */
  private List<Problem> ofEnd(CaseFile filed, CaseFile file) {
    Optional<LocalDate> end = Exemptions.day(filed.value(END));
    boolean excepted =
        file.application().kind() == ApplicationKind.MAJOR_CHANGE && !file.exception().isEmpty();
    if (end.isEmpty() || excepted) {
      return List.of();
    }
    if (end.get().isBefore(today())) {
      return List.of(FilingProblem.of("change.endPassed", "", List.of(end.get().toString())));
    }
    return Exemptions.day(file.value(END)).filter(day -> !day.isAfter(end.get())).isPresent()
        ? List.of()
        : List.of(FilingProblem.of("change.endLater", "", List.of(end.get().toString())));
  }

  /** What is answered, but for what every change says anew. */
  private static Map<Question, String> said(CaseFile file, ApplicationKind kind) {
    List<String> anew = saidAnew(kind);
    return file.answers().values().stream()
        .filter(stored -> !anew.contains(stored.question().fieldId()))
        .collect(Collectors.toMap(StoredAnswer::question, stored -> stored.answer().value()));
  }

  /** What is said anew: of the change itself, the undertaking, and of a new version its launch. */
  public static List<String> saidAnew(ApplicationKind kind) {
    return FieldDictionary.fields().stream()
        .filter(
            field ->
                field.topic() == Topic.CHANGE
                    || field.topic() == Topic.UNDERTAKING
                    || (kind == ApplicationKind.MAJOR_CHANGE
                        && (field.topic() == Topic.ACCEPTANCE
                            || field.id().equals("security.humanTestReport"))))
        .map(FormField::id)
        .toList();
  }

  private static Set<UUID> ids(CaseFile file) {
    return file.packages().stream()
        .map(one -> one.submitted().packageId())
        .collect(Collectors.toSet());
  }

  private List<Problem> ofPackage(CaseFile filed, CasePackage added) {
    return added
        .member()
        .map(member -> ofPackage(filed, member, added.submitted().packageId()))
        .orElse(List.of());
  }

  /**
   * What stands against a package as a version of a filed app.
   *
   * @param filed the application that its record rests on
   */
  public List<Problem> ofPackage(CaseFile filed, PackageSet.Member member, UUID packageId) {
    List<PackageSet.Member> together =
        Stream.concat(
                filed.packages().stream().flatMap(one -> one.member().stream()), Stream.of(member))
            .toList();
    if (filed.packages().isEmpty() || PackageSet.conflict(together).isPresent()) {
      return List.of(FilingProblem.of("change.otherApp", "", List.of(member.identity())));
    }
    return filed.packages().stream()
        .filter(one -> one.isOf(member))
        .filter(one -> isOlder(packageId, one.submitted().packageId()))
        .findFirst()
        .map(
            one ->
                FilingProblem.of(
                    "change.older",
                    "",
                    List.of(
                        version(packageId, "version_name"),
                        version(one.submitted().packageId(), "version_name"))))
        .map(List::of)
        .orElse(List.of());
  }

  private boolean isOlder(UUID packageId, UUID than) {
    Optional<BigInteger> code = code(packageId);
    Optional<BigInteger> filed = code(than);
    return code.isPresent() && filed.isPresent() && code.get().compareTo(filed.get()) < 0;
  }

  private Optional<BigInteger> code(UUID packageId) {
    return Optional.of(version(packageId, "version_code"))
        .filter(code -> code.matches("[0-9]{1," + LONGEST_CODE + "}"))
        .map(BigInteger::new);
  }

  private String version(UUID packageId, String name) {
    return inspections.outline(packageId).flatMap(facts -> facts.identity(name)).orElse("");
  }

  /**
   * Whether a major change is applied for early enough; empty of what is none, and before its day
   * is said.
   */
  Optional<Ruling> lead(CaseFile file) {
    return planned(file)
        .map(day -> ChangeLeadPolicy.judge(today(), day, policies.current(), calendar()));
  }

  /**
   * By when a major change has to be applied for.
   *
   * @param planned when it is to be made
   * @param by the last day for applying
   * @param late whether that day is over
   */
  public record Lead(LocalDate planned, LocalDate by, boolean late, PolicyParameter reading) {}

  /** The last day of applying for a major change whose day is said. */
  public Optional<Lead> applyBy(CaseFile file) {
    PolicyParameters parameters = policies.current();
    return planned(file)
        .map(
            day -> {
              LocalDate by = lastDay(day, parameters);
              return new Lead(
                  day,
                  by,
                  by.isBefore(today()),
                  parameters.at(ParameterKey.CHANGE_LEAD_WORKDAYS, today()));
            });
  }

  private LocalDate lastDay(LocalDate planned, PolicyParameters parameters) {
    WorkCalendar calendar = calendar();
    LocalDate day = planned.minusDays(1);
    while (ChangeLeadPolicy.judge(day, planned, parameters, calendar).code()
        != Ruling.Code.CHANGE_AHEAD) {
      day = day.minusDays(1);
    }
    return day;
  }

  private static Optional<LocalDate> planned(CaseFile file) {
    return file.application().kind() == ApplicationKind.MAJOR_CHANGE
        ? Exemptions.day(file.value("change.plannedOn"))
        : Optional.empty();
  }

  private WorkCalendar calendar() {
    return calendars.current();
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }
}
