package cn.beian.server.upperlevel;

import cn.beian.filing.procedures.DeclaredField;
import cn.beian.filing.states.LevelExceptionCause;
import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.Changes;
import cn.beian.server.cases.DeclaredEffects;
import cn.beian.server.cases.EnteredForm;
import cn.beian.server.identity.Identity;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The columns of an exception, and which unit may confirm it. */
@Component
class LevelExceptionEffects implements DeclaredEffects<LevelException> {
  private final LevelExceptionProcedure procedure;
  private final Competence competence;
  private final Identity identity;

  LevelExceptionEffects(
      LevelExceptionProcedure procedure, Competence competence, Identity identity) {
    this.procedure = procedure;
    this.competence = competence;
    this.identity = identity;
  }

  @Override
  public Map<String, String> draft(LevelException one) {
    return Map.of("app", one.appName(), "upper", one.upperId().toString(), "reason", one.reason());
  }

  @Override
  public Optional<UUID> other(LevelException one) {
    return Optional.of(one.upperId());
  }

  @Override
  public String sent(LevelException one) {
    return one.reason();
  }

  @Override
  public Optional<Changes> columns(EnteredForm draft) {
    return Optional.of(
        Changes.of("app_name", draft.value("app"))
            .and("upper_id", upper(draft))
            .and("reason", draft.value("reason")));
  }

  /** The unit that is asked. */
  private static UUID upper(EnteredForm draft) {
    return UUID.fromString(draft.value("upper"));
  }

  @Override
  public Changes changes(LevelException one, EnteredForm entered) {
    return confirms(entered)
        ? Changes.of("document_number", entered.value("documentNumber"))
            .and("competence", basis(one).orElseThrow().name())
        : Changes.NONE;
  }

  /** The unit that was asked stays; it has to be competent when it is asked and when it answers. */
  @Override
  public List<Problem> problems(
      DeclaredField field, Optional<LevelException> one, EnteredForm entered) {
    return switch (field.name()) {
      case "upper" -> upper(one, upper(entered));
      case "result" ->
          confirms(entered) && basis(one.orElseThrow()).isEmpty()
              ? List.of(procedure.problem("result", "upper.notCompetent"))
              : List.of();
      default -> List.of();
    };
  }

  private List<Problem> upper(Optional<LevelException> one, UUID upper) {
    Optional<LevelException> asked =
        one.filter(stored -> stored.state() == LevelExceptionState.RETURNED);
    if (asked.filter(stored -> !stored.upperId().equals(upper)).isPresent()) {
      return List.of(procedure.problem("upper", "upper.asked", asked.get().upper()));
    }
    UUID unit =
        one.map(LevelException::organizationId)
            .orElseGet(() -> identity.current().organizationId());
    return competence.of(upper, unit).isEmpty()
        ? List.of(procedure.problem("upper", "upper.notCompetent"))
        : List.of();
  }

  private static boolean confirms(EnteredForm entered) {
    return entered.value("result").equals(LevelExceptionCause.CONFIRM.name());
  }

  private Optional<Competence.Basis> basis(LevelException one) {
    return competence.of(one.upperId(), one.organizationId());
  }
}
