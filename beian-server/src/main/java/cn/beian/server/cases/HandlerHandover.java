package cn.beian.server.cases;

import cn.beian.server.identity.CaseHandover;
import java.util.List;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;

/** Open cases of a handler who leaves, of a procedure whose table has a {@code handler_id}. */
public class HandlerHandover implements CaseHandover {
  private final Procedure<?, ?> procedure;
  private final String page;

  /**
   * Of one procedure.
   *
   * @param page address of a case for its sponsor, without the id
   */
  public HandlerHandover(Procedure<?, ?> procedure, String page) {
    this.procedure = procedure;
    this.page = page;
  }

  @Override
  public List<OpenCase> openCases(UUID personId) {
    return procedure.openOf(personId).stream()
        .map(one -> new OpenCase(one.title(), page + one.id()))
        .toList();
  }

  @Override
  @Transactional
  public void handOver(UUID fromPersonId, UUID toPersonId) {
    procedure.handOver(fromPersonId, toPersonId);
  }
}
