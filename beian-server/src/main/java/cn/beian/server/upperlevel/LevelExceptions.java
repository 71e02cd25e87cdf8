package cn.beian.server.upperlevel;

import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.states.LevelExceptionCause;
import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.DeclaredActs;
import cn.beian.server.cases.DeclaredCases;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.OrganizationSearch;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Exceptions of the upper level, as people read them and act on them. */
@Service
@Transactional
public class LevelExceptions
    extends DeclaredCases<LevelExceptionState, LevelExceptionCause, LevelException> {
  private final Competence competence;
  private final Identity identity;

  LevelExceptions(
      LevelExceptionStore store,
      LevelExceptionProcedure procedure,
      LevelExceptionEffects effects,
      Competence competence,
      OrganizationSearch units,
      Identity identity) {
    super(new DeclaredActs<>(procedure, store.queries(), effects, units, identity));
    this.competence = competence;
    this.identity = identity;
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
