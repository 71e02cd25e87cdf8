package cn.beian.server.upperlevel;

import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.procedures.ProcedureDeclaration;
import cn.beian.filing.states.LevelExceptionCause;
import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.DeclaredActs;
import cn.beian.server.cases.DeclaredCases;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.OrganizationSearch;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Exceptions of the upper level, as people read them and act on them. */
@Service
@Transactional
public class LevelExceptions implements DeclaredCases {
  private final LevelExceptionProcedure procedure;
  private final DeclaredActs<LevelExceptionState, LevelExceptionCause, LevelException> acts;
  private final Competence competence;
  private final Identity identity;

  LevelExceptions(
      LevelExceptionStore store,
      LevelExceptionProcedure procedure,
      LevelExceptionEffects effects,
      Competence competence,
      OrganizationSearch units,
      Identity identity) {
    this.procedure = procedure;
    this.acts = new DeclaredActs<>(procedure, store.queries(), effects, units, identity);
    this.competence = competence;
    this.identity = identity;
  }

  @Override
  public ProcedureDeclaration<LevelExceptionState, LevelExceptionCause> declaration() {
    return procedure.declaration();
  }

  @Override
  public UUID begin(Map<String, String> form) {
    return acts.begin(form);
  }

  @Override
  public void act(UUID id, int version, String address, Map<String, String> form) {
    acts.act(id, version, address, form);
  }

  /** An exception that the current person may read. */
  @Transactional(readOnly = true)
  public LevelExceptionFile file(UUID id) {
    return new LevelExceptionFile(acts.file(id));
  }

  /** An exception as its letters describe it, whoever acts. */
  @Transactional(readOnly = true)
  public LevelExceptionFile told(UUID id) {
    return new LevelExceptionFile(acts.forLetters(id));
  }

  /** The unit above that of the current person that may confirm; empty where there is none. */
  @Transactional(readOnly = true)
  public Optional<Organization> above() {
    return competence.above(own());
  }

  /** Whether the reader's unit is below the county level, where no unit develops on its own. */
  @Transactional(readOnly = true)
  public boolean belowCounty() {
    return own().level().compareTo(OrganizationLevel.COUNTY) > 0;
  }

  private Organization own() {
    return identity.organization(identity.current().organizationId());
  }
}
