package cn.beian.server.audit;

import java.util.Optional;

/**
 * Says what a subject of the trail is called. Implemented by the module that knows such subjects.
 */
public interface NamedSubject {
  /** What stands before the colon of such a subject, such as {@code application}. */
  String kind();

  /**
   * The subject; empty when there is no such one.
   *
   * @param id what stands after the colon
   */
  Optional<Named> named(String id);

  /**
   * What a person calls it.
   *
   * @param path address of its page; the access table says who may open that
   */
  record Named(String title, String path) {}
}
