package cn.beian.server.web.filings;

import cn.beian.filing.Messages;
import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.Extension;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.StandardValue;
import cn.beian.filing.form.Topic;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.review.AcceptanceGate;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.rules.LocalText;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.answers.AnswerSource;
import cn.beian.server.filings.answers.PermissionData;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.Notice;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.web.Moments;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;

/** What templates say of fields, answers and dates, in the page's language. */
public final class FilingText {
  private static final DateTimeFormatter CHINESE =
      DateTimeFormatter.ofPattern("yyyy年M月d日（EEEE）", Locale.SIMPLIFIED_CHINESE);
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);

  /** What an input is called by its program where nobody called it anything else. */
  private static final Set<String> INPUTS =
      Set.of("checkbox", "radio", "switch", "slider", "picker", "textarea", "rating", "image");

  private final MessageSource pages;
  private final Messages filing;
  private final Locale locale;

  /** Words of pages in a language. */
  public FilingText(MessageSource pages, Locale locale) {
    this.pages = pages;
    this.locale = locale;
    this.filing = Messages.in(locale);
  }

  /** The words of a page that is being made. */
  static FilingText of(Model model) {
    return (FilingText) Objects.requireNonNull(model.getAttribute("words"));
  }

  /** What an application is called: its app, as soon as that has a name. */
  public String title(Application application) {
    if (!application.appName().isEmpty()) {
      return application.appName();
    }
    return switch (application.form()) {
      case APP, MINI_PROGRAM, QUICK_APP -> page("filings.unnamed");
      case WEB, PUBLIC_ACCOUNT, CHAT_GROUP -> page("filings.untitled");
    };
  }

  /** Label of a field. */
  public String label(FormField field) {
    return filing.text("field." + field.id());
  }

  /** Why a field is asked; empty where nothing needs to be said. */
  public String why(FormField field) {
    String key = "field." + field.id() + ".why";
    return filing.has(key) ? filing.text(key) : "";
  }

  /** A topic by its name, for templates. */
  public Topic topic(String name) {
    return Topic.valueOf(name);
  }

  /** Name of a constant of the filing rules. */
  public String name(Enum<?> constant) {
    return filing.text(constant);
  }

  /** The state of an application; a draft that awaits a signature is none any more. */
  public String state(Application application) {
    return application.state() == ApplicationState.DRAFT && application.ready()
        ? page("filings.state.ready")
        : name(application.state());
  }

  /** Whom an app is for, as its sponsor says. */
  public String audience(CaseFile file) {
    return FieldDictionary.find("app.audience")
        .map(field -> choice(field, file.value(field.id())))
        .orElse("");
  }

  /** Name of a word of a choice. */
  public String choice(FormField field, String word) {
    String key = "choice." + field.id() + "." + word;
    return filing.has(key) ? filing.text(key) : word;
  }

  /** Where an answer was found; of one that follows from another question, that question. */
  public String evidence(CaseFile.Entry entry) {
    String evidence = entry.stored().map(one -> AnswerSource.found(one.answer())).orElse("");
    return entry.stored().filter(one -> AnswerSheet.isOfReplaced(one.answer())).isPresent()
        ? ""
        : FieldDictionary.find(evidence).map(this::label).orElse(evidence);
  }

  /** A value as people read it. */
  public String shown(CaseFile.Entry entry) {
    String value = entry.value();
    boolean attached =
        entry.stored().filter(one -> one.answer().origin() == Origin.ATTACHMENT).isPresent();
    if (attached) {
      return entry.stored().map(one -> one.answer().evidence()).orElse(value);
    }
    return said(entry.field(), value);
  }

  /** What a case says of a field, on one line; a sign where it says nothing. */
  public String line(CaseFile file, List<String> fields) {
    String said =
        file.entries().stream()
            .filter(entry -> fields.contains(entry.field().id()))
            .map(this::shown)
            .flatMap(String::lines)
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .distinct()
            .collect(Collectors.joining(page("list.separator")));
    return said.isEmpty() ? "—" : said;
  }

  /** A value of a field as people read it. */
  String said(FormField field, String value) {
    if (field.id().equals("app.platforms")) {
      return lines(value).stream().map(this::platform).collect(Collectors.joining("\n"));
    }
    if (field.id().equals("data.asked")) {
      return written(field.id(), value)
          .lines()
          .map(this::namedInput)
          .collect(Collectors.joining("\n"));
    }
    return switch (field.type()) {
      case CHOICE -> choice(field, value);
      case YES_NO ->
          value.equals("yes") || value.equals("no") ? page("filings.choice." + value) : value;
      case DATE -> dayIfAny(value);
      default -> written(field.id(), value);
    };
  }

  /** An input of which the package says nothing but its kind, in words. */
  private String namedInput(String line) {
    return INPUTS.contains(line) ? page("facts.code." + line) : line;
  }

  /** A value as a person may write it himself: what the software has put is said in words. */
  public String written(CaseFile.Entry entry) {
    return written(entry.field().id(), entry.value());
  }

  /** A day in words; as it was typed where it is none. */
  public String dayIfAny(String value) {
    try {
      return day(LocalDate.parse(value));
    } catch (DateTimeException notADay) {
      return value;
    }
  }

  String written(String fieldId, String value) {
    return StandardValue.of(fieldId, value)
        .map(this::name)
        .orElseGet(() -> chinese() ? value : PermissionData.shown(fieldId, value));
  }

  /** Platforms, as people read them. */
  public String platforms(List<String> all) {
    return all.stream().map(this::platform).collect(Collectors.joining(chinese() ? "、" : ", "));
  }

  String platform(String word) {
    String key = "portal.platform." + word;
    String name = page(key);
    return name.equals(key) ? word : name;
  }

  /** Where an answer came from; empty where there is none. */
  public String origin(CaseFile.Entry entry) {
    return entry.stored().map(this::origin).orElse("");
  }

  private String origin(StoredAnswer stored) {
    return AnswerSource.of(stored)
        .map(source -> page("filings.origin." + source, AnswerSource.found(stored.answer())))
        .orElseGet(() -> name(stored.answer().origin()));
  }

  /** The same, as an official reads it. */
  public String originToOfficial(CaseFile.Entry entry) {
    return entry.stored().filter(one -> one.answer().origin() == Origin.SPONSOR).isPresent()
        ? page("filings.origin.sponsor")
        : origin(entry);
  }

  /** A day with its weekday. */
  public String day(LocalDate day) {
    return (chinese() ? CHINESE : ENGLISH).format(day);
  }

  /** The official day of a moment, with its weekday. */
  public String dayOf(Instant at) {
    return day(OfficialTime.dayOf(at));
  }

  /** Why a review may be extended. */
  public List<Extension.Ground> grounds() {
    return List.of(Extension.Ground.values());
  }

  /** The sum of a due date, one line a step. */
  public List<String> sum(Deadline limit) {
    return new LimitWords(this).sum(limit);
  }

  /** Where a parameter has its value from, in the page's language. */
  public String citation(PolicyParameter parameter) {
    return filing.citation(parameter.source());
  }

  /** A text of a rule. */
  public String text(LocalText text) {
    return text.in(locale);
  }

  /** The sentence of a problem. */
  public String problem(Problem problem) {
    String about = QuestionKey.question(problem.field()).fieldId();
    String[] parameters =
        problem.arguments().stream()
            .map(String::valueOf)
            .map(one -> filing.has("field." + one) ? filing.text("field." + one) : one)
            .map(one -> FieldDictionary.find(about).map(field -> said(field, one)).orElse(one))
            .toArray(String[]::new);
    String code = FilingProblem.code(problem);
    int dot = code.indexOf('.');
    String family = dot < 0 ? "" : code.substring(0, dot);
    String rest = code.substring(dot + 1);
    String subject = parameters.length == 0 ? "" : parameters[0];
    return switch (family) {
      case "ruling" -> filing.text("Ruling.Code." + rest);
      case "notBuilt" -> page("filings.problem.notBuilt." + rest);
      case "stop" -> stop(subject, AcceptanceGate.Why.valueOf(rest));
      case "packages" -> filing.text("PackageSet.Conflict." + rest);
      case "unread" -> page("testing.failure." + rest);
      case "platform" ->
          page("filings.problem." + code, Arrays.stream(parameters).map(this::platform).toArray());
      case "missing" -> about(subject, filing.text("Completeness.Why." + rest));
      default -> page("filings.problem." + code, (Object[]) parameters);
    };
  }

  /** What stops an acceptance, in one line. */
  public String stop(String ruleId, AcceptanceGate.Why why) {
    return switch (ruleId) {
      case ManualTest.APPLICATION, ManualTest.PACKAGE ->
          page(
              "filings.stop." + ruleId + (why == AcceptanceGate.Why.UNDETERMINED ? "" : ".failed"));
      default -> about(ruleId, name(why));
    };
  }

  /** What a stop is about: the title of its rule, or what has to be tested by a person. */
  public String subject(CaseFile file, AcceptanceGate.Stop stop) {
    String id = stop.finding().ruleId();
    return file.findings().stream()
        .filter(one -> one.rule().id().equals(id))
        .findFirst()
        .map(one -> text(one.rule().title()) + builds().bracketed(file, stop))
        .orElseGet(() -> stop(id, stop.why()) + builds().bracketed(file, stop));
  }

  /** Which of several packages a test, or a package, is; empty where there is one alone. */
  public String build(CaseFile file, UUID subject) {
    return builds().of(file, subject);
  }

  /** What is said of several packages. */
  public BuildWords builds() {
    return new BuildWords(this);
  }

  /** What stops an acceptance, with the title of the rule instead of its id. */
  public String stop(CaseFile file, AcceptanceGate.Stop stop) {
    String id = stop.finding().ruleId();
    String line = stop(id, stop.why());
    return line.startsWith(id)
        ? subject(file, stop) + line.substring(id.length())
        : line + builds().bracketed(file, stop);
  }

  /** The topic that holds a question. */
  public Topic topicOf(Question question) {
    return FieldDictionary.find(question.fieldId()).map(FormField::topic).orElse(Topic.OTHER);
  }

  /** A question as an anchor of its topic's page. */
  public String anchor(Question question) {
    return QuestionKey.of(question);
  }

  /** What is wrong with an answer and how to mend it; empty where nothing is wrong. */
  public String wrong(CaseFile file, CaseFile.Entry entry) {
    return file.wrong(entry.question())
        .map(
            why ->
                switch (why) {
                  case NO_REASON ->
                      page(entry.field().absent() ? "filings.wrong.reason" : "filings.wrong.none");
                  case UNLIKELY_YEAR -> name(why);
                  case TOO_LONG -> page("filings.wrong.long", entry.field().longest());
                  default ->
                      filing.has(wrong(entry, why))
                          ? filing.text(wrong(entry, why))
                          : badForm(entry);
                })
        .orElse("");
  }

  private static String wrong(CaseFile.Entry entry, Completeness.Why why) {
    return "field." + entry.field().id() + "." + why;
  }

  private String badForm(CaseFile.Entry entry) {
    return page("filings.wrong." + entry.field().type());
  }

  /** A moment in official time, to the minute. */
  public String moment(Instant at) {
    return Moments.MINUTE.format(at);
  }

  /** What a repeated question is asked for: a function or a finding; empty where it is neither. */
  public String item(CaseFile file, CaseFile.Entry entry) {
    return item(file, entry.question());
  }

  /** The same of a question. */
  public String item(CaseFile file, Question question) {
    String item = question.item();
    StoredAnswer function = file.answers().get(new Question("function.description", item));
    if (function != null) {
      return function.answer().value();
    }
    return file.findings().stream()
        .filter(one -> one.rule().id().equals(item))
        .map(one -> text(one.rule().title()))
        .findFirst()
        .orElseGet(() -> builds().of(file, item));
  }

  /** The file that a finding is of. */
  public String file(CaseFile file, CaseFinding finding) {
    return file.packages().stream()
        .filter(one -> one.test().filter(test -> test.id().equals(finding.testId())).isPresent())
        .map(one -> one.stored().fileName())
        .findFirst()
        .orElse("");
  }

  /** Whether the present list asks for something in a topic. */
  public boolean asks(CaseFile file, Topic topic) {
    return file.asked().stream()
        .flatMap(notice -> notice.gaps().stream())
        .anyMatch(gap -> topicOf(gap.question()) == topic);
  }

  /** The gap that the present list holds for an answer, if any. */
  public @Nullable Gap gap(CaseFile file, CaseFile.Entry entry) {
    return gap(file, entry.question().fieldId(), entry.question().item());
  }

  /** The same of a question. */
  public @Nullable Gap gap(CaseFile file, String fieldId, String item) {
    return file.gaps().stream()
        .filter(gap -> gap.round() == file.application().round())
        .filter(gap -> gap.question().equals(new Question(fieldId, item)))
        .findFirst()
        .orElse(null);
  }

  /**
   * Whether the stamped undertaking is awaited because the last one lapsed when packages changed;
   * not where one was sent since and taken away again, nor where none is asked for.
   */
  public boolean undertakingLapsed(CaseFile file) {
    String copy = QuestionKey.of(CaseFile.STAMPED_COPY) + ":";
    return file.application().editable()
        && file.stampedCopyAwaited()
        && file.events().stream()
            .filter(
                one ->
                    one.name().equals(DraftPackages.UNDERTAKING_LAPSED)
                        || one.detail().startsWith(copy))
            .reduce((earlier, later) -> later)
            .filter(one -> one.name().equals(DraftPackages.UNDERTAKING_LAPSED))
            .isPresent();
  }

  /** What an earlier list asked about an answer, the latest; none where none did. */
  public @Nullable Gap askedBefore(CaseFile file, CaseFile.Entry entry) {
    return file.gaps().stream()
        .filter(gap -> gap.round() < file.application().round())
        .filter(gap -> gap.toldAt().isPresent())
        .filter(gap -> gap.question().equals(entry.question()))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  /** What became of a demand: changed since, left with a reason, or nothing yet. */
  public String answered(CaseFile file, Gap gap) {
    if (!gap.kept().isEmpty()) {
      return page("filings.demand.kept", gap.kept());
    }
    boolean changed =
        gap.toldAt().filter(told -> file.changedSince(gap.question(), told)).isPresent()
            || (file.application().kind() == ApplicationKind.MAJOR_CHANGE && madeMajor(file, gap));
    return page(changed ? "filings.demand.changed" : "filings.demand.open");
  }

  /** Whether what was asked of the change itself led to a major one. */
  private static boolean madeMajor(CaseFile file, Gap gap) {
    return gap.question().fieldId().startsWith("change.")
        && file.events().stream()
            .filter(step -> step.name().equals("sponsor.asMajor"))
            .anyMatch(step -> gap.toldAt().filter(step.at()::isAfter).isPresent());
  }

  /** What a notice is called; that of a change is not that of a filing. */
  public String title(Application application, Notice notice) {
    return title(application, notice.kind());
  }

  /** The same of a notice of a kind. */
  public String title(Application application, Notice.Kind kind) {
    return page(titleKey(application, kind));
  }

  /** Key of what a notice is called. */
  public String titleOf(Application application, Notice.Kind kind) {
    return titleKey(application, kind);
  }

  static String titleKey(Application application, Notice.Kind kind) {
    String of =
        switch (application.basis().isPresent() ? kind : Notice.Kind.RECEIVED) {
          case ACCEPTED -> "CHANGED";
          case REFUSED -> "CHANGE_REFUSED";
          default -> kind.name();
        };
    return "filings.notice." + of;
  }

  /** Whether nothing follows a state. */
  public boolean ended(ApplicationState state) {
    return switch (state) {
      case ACCEPTED, REFUSED, WITHDRAWN, ABANDONED -> true;
      default -> false;
    };
  }

  /** A text of the filing rules by its key. */
  public String rule(String key) {
    return filing.has(key) ? filing.text(key) : key;
  }

  /** What a form calls its input. */
  public String input(String name) {
    boolean ofAnswer = name.startsWith("a:") || name.startsWith("k:");
    String plain = ofAnswer ? name.substring(2) : name.replace("demand:", "");
    String field = "field." + QuestionKey.question(plain).fieldId();
    return filing.has(field) ? filing.text(field) : page("filings.input." + plain);
  }

  /** A text of these pages. */
  public String page(String key, Object... parameters) {
    String text = pages.getMessage(key, parameters, key, locale);
    return text == null ? key : text;
  }

  /** The lines of a text. */
  private static List<String> lines(String text) {
    return Arrays.stream(text.split("\n", -1)).filter(line -> !line.isBlank()).toList();
  }

  /** "Subject: what", with the colon of the language. */
  private String about(String subject, String what) {
    return subject + (chinese() ? "：" : ": ") + what;
  }

  boolean chinese() {
    return locale.getLanguage().equals("zh");
  }
}
