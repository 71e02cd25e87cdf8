package cn.beian.server.cases;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.instantIfAny;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.Identity;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.StorableText;
import cn.beian.server.platform.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials write for one another beside a case: for whoever may read it in an official role
 * and is not of the unit that it is about, and for nobody else. A note is no part of the case; it
 * stays when the case is closed.
 */
@Service
@Transactional
public class CaseNotes {
  /** Most characters of a note. */
  public static final int LONGEST = 2_000;

  /** Most notes of a case; more is a conversation for another place. */
  static final int MOST = 200;

  private final JdbcClient jdbc;
  private final Worklist worklist;
  private final Identity identity;
  private final Clock clock;

  CaseNotes(JdbcClient jdbc, Worklist worklist, Identity identity, Clock clock) {
    this.jdbc = jdbc;
    this.worklist = worklist;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * A note.
   *
   * @param takenBack whether its author has taken it back; its text stays
   * @param mine whether the reader may take it back now
   */
  public record Note(
      UUID id, String author, Instant at, String text, boolean takenBack, boolean mine) {}

  /** Whether the current person reads and writes notes on a case. */
  @Transactional(readOnly = true)
  public boolean open(String procedure, UUID caseId) {
    return worklist.readsOfficially(procedure, caseId);
  }

  /** The notes on a case, the latest last; none for whoever may not read them. */
  @Transactional(readOnly = true)
  public List<Note> of(String procedure, UUID caseId) {
    return open(procedure, caseId) ? read(procedure, caseId) : List.of();
  }

  private List<Note> read(String procedure, UUID caseId) {
    UUID me = identity.current().id();
    LocalDate today = OfficialTime.dayOf(clock.instant());
    return jdbc.sql(
            """
            select n.*, u.name as author from case_note n join user_account u on u.id = n.author_id
            where n.case_id = :case and n.procedure_name = :procedure order by n.at, n.id
            """)
        .param("case", caseId)
        .param("procedure", procedure)
        .query(
            (row, n) -> {
              Instant written = instant(row, "at");
              boolean takenBack = instantIfAny(row, "taken_back_at").isPresent();
              return new Note(
                  uuid(row, "id"),
                  row.getString("author"),
                  written,
                  row.getString("text"),
                  takenBack,
                  !takenBack
                      && uuid(row, "author_id").equals(me)
                      && OfficialTime.dayOf(written).equals(today));
            })
        .list();
  }

  /**
   * Adds a note.
   *
   * @throws AccessDeniedException if the current person reads none on this case
   * @throws RejectedInput if the text cannot be taken
   */
  public void add(String procedure, UUID caseId, String text) {
    requireOpen(procedure, caseId);
    if (text.isBlank()) {
      throw new RejectedInput(List.of(Problem.of("text", "work.note.problem.none")));
    }
    if (!FreeText.fits(text.strip(), LONGEST) || !StorableText.storable(text)) {
      throw new RejectedInput(List.of(Problem.of("text", "work.note.problem.long", LONGEST)));
    }
    if (read(procedure, caseId).size() >= MOST) {
      throw new RejectedInput(List.of(Problem.of("", "work.note.problem.many", MOST)));
    }
    jdbc.sql(
            """
            insert into case_note (id, procedure_name, case_id, author_id, at, text)
            values (:id, :procedure, :case, :author, :at, :text)
            """)
        .param("id", UuidV7.next(clock))
        .param("procedure", procedure)
        .param("case", caseId)
        .param("author", identity.current().id())
        .param("at", at(clock.instant()))
        .param("text", text.strip().replace("\r\n", "\n"))
        .update();
    worklist.procedure(procedure).record(caseId, "noteAdded", "");
  }

  /**
   * Takes one's own note of the day back: it is struck through and stays to be read.
   *
   * @return false where it is somebody else's, of another day, or taken back already
   * @throws AccessDeniedException if the current person reads none on this case
   */
  public boolean takeBack(String procedure, UUID caseId, UUID note) {
    requireOpen(procedure, caseId);
    boolean mine =
        read(procedure, caseId).stream().anyMatch(one -> one.id().equals(note) && one.mine());
    boolean done =
        mine
            && jdbc.sql(
                        """
                        update case_note set taken_back_at = :now
                        where id = :id and taken_back_at is null
                        """)
                    .param("now", at(clock.instant()))
                    .param("id", note)
                    .update()
                == 1;
    if (done) {
      worklist.procedure(procedure).record(caseId, "noteTakenBack", "");
    }
    return done;
  }

  private void requireOpen(String procedure, UUID caseId) {
    if (!open(procedure, caseId)) {
      throw new AccessDeniedException("notes of a case that is not the reader's");
    }
  }
}
