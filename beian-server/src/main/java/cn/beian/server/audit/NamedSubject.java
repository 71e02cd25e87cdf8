package cn.beian.server.audit;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Says what a subject of the trail is called. Implemented by the module that knows such subjects.
 */
public interface NamedSubject {
  /** What stands before the colon of such a subject, such as {@code application}. */
  String kind();

  /**
   * Those of some subjects that there are, asked for in one statement.
   *
   * @param ids what stands after the colon; at least one
   */
  Map<UUID, Named> named(Set<UUID> ids);

  /**
   * What a person calls it.
   *
   * @param path address of its page; the access table says who may open that
   */
  record Named(String title, String path) {}
}
