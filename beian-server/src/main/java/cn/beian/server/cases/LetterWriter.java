package cn.beian.server.cases;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Writes the letters of one procedure, once each: what it gives is kept and shown ever after. */
public interface LetterWriter {
  /** The procedure, as the audit trail calls its cases. */
  String procedure();

  /**
   * The letter of a step, as the case is now, whoever caused it.
   *
   * @param place of the step in the log of the case, from 1
   * @param reconstructedOn of a letter from before letters were kept; the letter says so
   */
  LetterText write(UUID caseId, int place, Locale language, Optional<LocalDate> reconstructedOn);
}
