package cn.beian.server.cases;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.procedures.DeclaredAct.Kind;
import cn.beian.filing.procedures.DeclaredField;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.PublicRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The cases of a declared procedure about filed apps. They keep nothing beside their log: a draft
 * is the latest step in which it was written, and the audit trail does not repeat it.
 */
public abstract class RecordEffects<S extends Enum<S>> implements DeclaredEffects<RecordCase<S>> {
  private final DeclaredProcedure<S, ?> procedure;
  private final RecordCases<S> cases;
  private final Identity identity;
  private final String record;
  private final String text;

  /** The effects of a procedure whose first form names a record and whose draft is one text. */
  protected RecordEffects(DeclaredProcedure<S, ?> procedure, RecordCases<S> cases) {
    this.procedure = procedure;
    this.cases = cases;
    this.identity = cases.identity();
    this.record =
        procedure.declaration().first().form().stream()
            .filter(field -> field.kind() == DeclaredField.Kind.RECORD)
            .findFirst()
            .orElseThrow()
            .name();
    this.text = procedure.declaration().acts(Kind.WRITE).get(0).form().get(0).name();
  }

  /** The cases by id. */
  public CaseQueries<RecordCase<S>> queries() {
    return cases.queries();
  }

  /**
   * Whether the person of this request may open a case about a record, which is another unit's and
   * has none where there is one at a time.
   */
  public boolean mayOpen(String number) {
    return identity
        .currentIfAny()
        .filter(person -> procedure.declaration().first().roles().stream().anyMatch(person::has))
        .filter(
            person ->
                cases
                    .inForce(number, person)
                    .filter(one -> !one.organizationId().equals(person.organizationId()))
                    .filter(
                        one ->
                            procedure.declaration().openPer().isEmpty()
                                || cases.running(one).isEmpty())
                    .isPresent())
        .isPresent();
  }

  private Optional<PublicRecord> about(Person official, EnteredForm entered) {
    return cases.inForce(entered.value(record), official);
  }

  @Override
  public UUID insert(Person official, EnteredForm entered) {
    return cases.open(about(official, entered).orElseThrow(), procedure.initial()).id();
  }

  @Override
  public List<RecordCase<S>> openAbout(Person official, EnteredForm entered) {
    return cases.openAbout(about(official, entered).orElseThrow());
  }

  @Override
  public Map<String, String> draft(RecordCase<S> one) {
    return written(procedure.latest(one.id(), DeclaredProcedure.PREPARE));
  }

  @Override
  public Map<String, String> givenBack(RecordCase<S> one) {
    String before = "";
    String returned = "";
    for (CaseStep<S> step : procedure.steps(one.id())) {
      if (step.name().equals(DeclaredProcedure.PREPARE)) {
        before = step.detail();
      } else if (step.name().equals(Procedure.GIVE_BACK)) {
        returned = before;
      }
    }
    return written(returned);
  }

  private Map<String, String> written(String draft) {
    return draft.isEmpty() ? Map.of() : Map.of(text, draft);
  }

  @Override
  public String sent(RecordCase<S> one) {
    return procedure.latest(one.id(), DeclaredProcedure.PREPARE);
  }

  /** The number of a record; the official one may have any form. */
  @Override
  public List<Problem> problems(
      DeclaredField field, Optional<RecordCase<S>> one, EnteredForm entered) {
    if (field.kind() != DeclaredField.Kind.RECORD
        || about(identity.current(), entered).isPresent()) {
      return List.of();
    }
    boolean valid = FilingNumber.read(entered.value(record)).valid();
    return List.of(procedure.problem(record, record + (valid ? ".unknown" : ".malformed")));
  }
}
