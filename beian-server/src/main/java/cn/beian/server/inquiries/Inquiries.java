package cn.beian.server.inquiries;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.states.InquiryCause;
import cn.beian.filing.states.InquiryState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseGuard;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.Letter;
import cn.beian.server.cases.PreparedDrafts;
import cn.beian.server.cases.RecordCase;
import cn.beian.server.cases.RecordCases;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Requests for information: the supervisor asks and closes, the sponsor answers. An act that cannot
 * be done is a {@link RejectedInput}, and nothing is done.
 */
@Service
@Transactional
public class Inquiries {
  private final RecordCases<InquiryState> cases;
  private final InquiryProcedure procedure;
  private final CaseGuard<RecordCase<InquiryState>> guard;
  private final Identity identity;
  private final Clock clock;

  Inquiries(
      CaseEngine engine,
      InquiryProcedure procedure,
      Records records,
      Identity identity,
      Clock clock) {
    this.cases = new RecordCases<>(engine, records, "inquiry_case", InquiryState.class);
    this.procedure = procedure;
    this.guard = cases.guard(procedure);
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * A request.
   *
   * @param own whether the reader's own unit has to answer
   * @param draft of the answer; empty unless {@code own}
   * @param wrote whether the reader wrote some of it, so that somebody else has to send it
   * @param senders names of the approvers who wrote none of it
   * @param givenBack with what remark an approver gave the draft back to the handler; empty where
   *     he did not, or it was written on since
   * @param closes whether the reader may close it
   */
  public record InquiryFile(
      RecordCase<InquiryState> inquiry,
      List<Letter<InquiryState>> letters,
      boolean own,
      String draft,
      boolean wrote,
      List<String> senders,
      String givenBack,
      boolean closes) {
    public InquiryFile {
      senders = List.copyOf(senders);
    }
  }

  /** A request that the current person may read. */
  @Transactional(readOnly = true)
  public InquiryFile file(UUID id) {
    RecordCase<InquiryState> inquiry = guard.readable(id);
    boolean own = inquiry.state() == InquiryState.ASKED && guard.actsForSponsor(inquiry);
    PreparedDrafts<InquiryState> drafts = procedure.drafts();
    Set<UUID> writers = own ? drafts.writers(id, inquiry.state()) : Set.of();
    return new InquiryFile(
        inquiry,
        procedure.letters(procedure.steps(id)),
        own,
        own ? procedure.latest(id, InquiryProcedure.PREPARE) : "",
        writers.contains(guard.reader(inquiry).id()),
        own
            ? identity.people(inquiry.organizationId(), Role.APPROVER).stream()
                .filter(one -> !writers.contains(one.id()))
                .map(Person::name)
                .toList()
            : List.of(),
        own ? drafts.givenBack(id, inquiry.state()).map(CaseStep::detail).orElse("") : "",
        inquiry.state() != InquiryState.CLOSED && guard.mayDecide(inquiry, Role.SUPERVISOR));
  }

  /** A request as its letters tell of it, whoever acts. */
  @Transactional(readOnly = true)
  public InquiryFile told(UUID id) {
    RecordCase<InquiryState> inquiry = guard.told(id);
    return new InquiryFile(
        inquiry, procedure.letters(procedure.steps(id)), false, "", false, List.of(), "", false);
  }

  /**
   * Asks the sponsor of a filed app, to answer by a day; once, when the same is sent again on the
   * day.
   */
  public UUID ask(String number, String question, Optional<LocalDate> by) {
    Person supervisor = guard.holder(Role.SUPERVISOR);
    Optional<PublicRecord> filed = cases.inForce(number, supervisor);
    List<Problem> problems = new ArrayList<>();
    if (filed.isEmpty()) {
      problems.add(procedure.problem("number", unusable(number)));
    }
    problems.addAll(procedure.required("question", question, "question"));
    problems.addAll(procedure.ahead("by", by, "by"));
    RejectedInput.throwIfAny(problems);
    Act<InquiryCause> ask =
        Act.by(supervisor, InquiryCause.ASK, question.strip()).naming(by.orElseThrow(), "");
    PublicRecord about = filed.orElseThrow();
    Optional<UUID> asked =
        cases.openAbout(about).stream()
            .map(RecordCase::id)
            .filter(id -> procedure.steps(id).stream().anyMatch(step -> askedToday(step, ask)))
            .findFirst();
    if (asked.isPresent()) {
      return asked.get();
    }
    RecordCase<InquiryState> opened = cases.open(about, InquiryState.NEW);
    guard.official(opened, Role.SUPERVISOR);
    procedure.advance(opened, ask);
    return opened.id();
  }

  private boolean askedToday(CaseStep<InquiryState> step, Act<InquiryCause> ask) {
    return step.is(ask.cause())
        && step.actorId().equals(ask.actor().account().map(Person::id))
        && step.detail().equals(ask.detail())
        && step.day().equals(ask.day())
        && OfficialTime.dayOf(step.at()).equals(OfficialTime.dayOf(clock.instant()));
  }

  /** Whether the current person may ask about a record. */
  @Transactional(readOnly = true)
  public boolean mayAsk(String number) {
    return identity
        .currentIfAny()
        .filter(person -> person.has(Role.SUPERVISOR))
        .flatMap(
            person ->
                cases
                    .inForce(number, person)
                    .filter(one -> !one.organizationId().equals(person.organizationId())))
        .isPresent();
  }

  /** Why nobody can be asked by this number; the official one may have any form. */
  private static String unusable(String number) {
    if (number.isBlank()) {
      return "number.none";
    }
    return FilingNumber.read(number).valid() ? "number.unknown" : "number.malformed";
  }

  /**
   * Keeps a draft of the answer, to be changed until it is sent. Who saves what is held already has
   * written nothing.
   */
  public void prepare(UUID id, int version, String text) {
    RecordCase<InquiryState> inquiry = guard.locked(id, version);
    Person handler = guard.sponsor(inquiry, Role.HANDLER);
    if (inquiry.state() != InquiryState.ASKED) {
      throw procedure.refusal("state");
    }
    RejectedInput.throwIfAny(procedure.required("text", text, "text"));
    if (!text.strip().equals(procedure.latest(id, InquiryProcedure.PREPARE))
        || !procedure.drafts().written(id, inquiry.state())) {
      procedure.keep(inquiry, InquiryProcedure.PREPARE, text.strip(), handler);
    }
  }

  /** What of a draft looks as if it were not finished. */
  public enum Doubt {
    /** Too short to say anything. */
    SHORT,
    /** It ends in the middle of a sentence. */
    NO_END,
    /** Something is left to be filled in. */
    PLACEHOLDER;

    private static final int SHORTEST = 10;
    private static final Pattern END = Pattern.compile("[。！？；.!?;）)」』”’\"']$");
    private static final Pattern OPEN =
        Pattern.compile(
            "…$|\\.\\.$|待补|待填|待定|[x×]{2}|_{2}|\\?{2}|？{2}|todo|tbd", Pattern.CASE_INSENSITIVE);

    /** In the order of this list; empty where nothing does. */
    public static List<Doubt> of(String draft) {
      String text = draft.strip();
      List<Doubt> doubts = new ArrayList<>();
      if (text.codePointCount(0, text.length()) < SHORTEST) {
        doubts.add(SHORT);
      }
      if (!END.matcher(text).find()) {
        doubts.add(NO_END);
      }
      if (OPEN.matcher(text).find()) {
        doubts.add(PLACEHOLDER);
      }
      return doubts;
    }
  }

  /**
   * Sends the answer as it was prepared, by somebody who wrote none of it.
   *
   * @param anyway whether it is meant, though it looks unfinished
   */
  public void answer(UUID id, int version, boolean anyway) {
    if (guard.locked(id).state() == InquiryState.ANSWERED) {
      throw procedure.refusal("sent");
    }
    RecordCase<InquiryState> inquiry = guard.locked(id, version);
    Person approver = guard.sponsor(inquiry, Role.APPROVER);
    String text = procedure.latest(id, InquiryProcedure.PREPARE);
    RejectedInput.throwIfAny(procedure.required("", text, "text"));
    procedure.drafts().requireSendable(inquiry, approver);
    if (!anyway && !Doubt.of(text).isEmpty()) {
      RejectedInput.throwIfAny(List.of(procedure.problem("anyway", "unfinished")));
    }
    procedure.advance(inquiry, Act.by(approver, InquiryCause.ANSWER, text));
  }

  /** Gives the draft back to the handler, who is to write on it before it is sent. */
  public void giveBack(UUID id, int version, String remark) {
    RecordCase<InquiryState> inquiry = guard.locked(id, version);
    Person approver = guard.sponsor(inquiry, Role.APPROVER);
    String text = procedure.latest(id, InquiryProcedure.PREPARE);
    RejectedInput.throwIfAny(procedure.required("", text, "text"));
    procedure.drafts().giveBack(inquiry, approver, remark);
  }

  /**
   * Closes a request with a remark that the sponsor reads.
   *
   * @param early whether it is meant, though nobody has answered and the last day is not over
   */
  public void close(UUID id, int version, String remark, boolean early) {
    RecordCase<InquiryState> inquiry = guard.locked(id, version);
    Person supervisor = guard.official(inquiry, Role.SUPERVISOR);
    List<Problem> problems = new ArrayList<>(procedure.required("remark", remark, "remark"));
    if (!early && inquiry.state() == InquiryState.ASKED && !inquiry.late(today())) {
      problems.add(procedure.problem("early", "early"));
    }
    RejectedInput.throwIfAny(problems);
    procedure.advance(inquiry, Act.by(supervisor, InquiryCause.CLOSE, remark.strip()));
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }
}
