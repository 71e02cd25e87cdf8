package cn.beian.server.cases;

import java.util.UUID;

/**
 * A case of some procedure as it is stored, as far as the engine has to know it.
 *
 * @param <S> its states
 */
public interface Case<S extends Enum<S>> {
  UUID id();

  /** Grows with every command; a page that shows an older one is stale. */
  int version();

  S state();

  /** The sponsor. */
  UUID organizationId();

  /** Of the sponsor, six digits. */
  String division();
}
