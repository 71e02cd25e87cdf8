package cn.beian.server.revocations;

import cn.beian.server.identity.Identity;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sponsors whose new projects and payments for operation are suspended. */
@Service
@Transactional(readOnly = true)
public class Holds {
  private final HoldStore store;
  private final Identity identity;

  Holds(HoldStore store, Identity identity) {
    this.store = store;
    this.identity = identity;
  }

  /**
   * Holds in the region of the current person, in the order of their numbers; none for people
   * without a region.
   *
   * @param after number of the last one before; empty to begin
   * @param most rows to read
   */
  public List<Hold> page(String after, int most) {
    return identity
        .current()
        .regionPrefix()
        .map(prefix -> store.page(prefix, after, most))
        .orElse(List.of());
  }
}
