package cn.beian.server.upperlevel;

import cn.beian.filing.states.LevelExceptionState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Exceptions that an upper unit confirmed, to which filings refer. */
@Service
public class ConfirmedExceptions {
  private final LevelExceptionStore store;

  ConfirmedExceptions(LevelExceptionStore store) {
    this.store = store;
  }

  /** Those of a unit, the latest first. */
  @Transactional(readOnly = true)
  public List<LevelException> of(UUID unit) {
    return store.confirmed(unit);
  }

  /** Those of these ids that were confirmed. */
  @Transactional(readOnly = true)
  public List<LevelException> find(Collection<UUID> ids) {
    return store.queries().find(ids).stream()
        .filter(one -> one.state() == LevelExceptionState.CONFIRMED)
        .toList();
  }

  /** One of a unit, to which nobody else refers anew until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<LevelException> lock(UUID id, UUID unit) {
    return store
        .queries()
        .lock(id)
        .filter(one -> one.organizationId().equals(unit))
        .filter(one -> one.state() == LevelExceptionState.CONFIRMED);
  }
}
