package cn.beian.server.identity;

import java.util.List;
import java.util.UUID;

/** What a leaving person still has in hand. Implemented by the modules that hold cases. */
public interface CaseHandover {

  /** Open cases of a person. */
  List<OpenCase> openCases(UUID personId);

  /** Gives all open cases of one person to another, in the caller's transaction. */
  void handOver(UUID fromPersonId, UUID toPersonId);

  /**
   * A case that is not finished.
   *
   * @param title what a person calls the case
   * @param path address of its page
   */
  record OpenCase(String title, String path) {}
}
