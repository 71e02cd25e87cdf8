package cn.beian.server.records;

import java.util.Optional;

/** Published lists of the official system, which name apps that no record here is of. */
public interface PublishedLists {
  /**
   * Whether a public list names what is asked for: by its number, else by its package name where
   * the list itself or a confirmed claim on the app says so.
   *
   * @return number of the ended record that the row means, empty text for none; empty where no list
   *     names it
   */
  Optional<String> naming(FilingLookup.Question question);
}
