package cn.beian.server.cases;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Issued letters in PostgreSQL; the database itself refuses to change or remove one. */
@Repository
class IssuedLetterStore {
  private final JdbcClient jdbc;

  IssuedLetterStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(IssuedLetter one) {
    jdbc.sql(
            """
            insert into issued_letter (procedure_name, case_id, place, language, number, title,
              html, sha256, issued_at, reconstructed_on)
            values (:procedure, :case, :place, :language, :number, :title, :html, :sha256,
              :issuedAt, :reconstructedOn)
            """)
        .param("procedure", one.procedure())
        .param("case", one.caseId())
        .param("place", one.place())
        .param("language", one.language())
        .param("number", one.number())
        .param("title", one.text().title())
        .param("html", one.text().html())
        .param("sha256", one.sha256())
        .param("issuedAt", one.issuedAt())
        .param("reconstructedOn", one.reconstructedOn())
        .update();
  }

  Optional<IssuedLetter> find(String procedure, UUID caseId, int place, String language) {
    return jdbc.sql(
            """
            select * from issued_letter where procedure_name = :procedure and case_id = :case
              and place = :place and language = :language
            """)
        .param("procedure", procedure)
        .param("case", caseId)
        .param("place", place)
        .param("language", language)
        .query(IssuedLetter.class)
        .optional();
  }

  /** Places of the letters of a case that are kept in every language. */
  Set<Integer> places(String procedure, UUID caseId) {
    return jdbc.sql(
            """
            select place from issued_letter
              where procedure_name = :procedure and case_id = :case group by place
            """)
        .param("procedure", procedure)
        .param("case", caseId)
        .query(Integer.class)
        .set();
  }

  /** Letters about something in a language, the latest first. */
  List<IssuedLetter> about(String procedure, UUID id, String language) {
    return jdbc.sql(
            """
            select * from issued_letter where procedure_name = :procedure and case_id = :case
              and language = :language order by place desc
            """)
        .param("procedure", procedure)
        .param("case", id)
        .param("language", language)
        .query(IssuedLetter.class)
        .list();
  }

  /** The place of the next letter about what is no case; nobody else gets it meanwhile. */
  int nextPlace(String procedure, UUID id) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .param("key", "letter " + procedure + ' ' + id)
        .query((row, n) -> n)
        .single();
    return jdbc.sql(
            """
            select coalesce(max(place), 0) + 1 from issued_letter
              where procedure_name = :procedure and case_id = :case
            """)
        .param("procedure", procedure)
        .param("case", id)
        .query(Integer.class)
        .single();
  }

  /** Notes the PDF of a letter, unless that was done. */
  void keepPdf(IssuedLetter one, String sha256) {
    jdbc.sql(
            """
            update issued_letter set pdf_sha256 = :sha256
              where procedure_name = :procedure and case_id = :case and place = :place
                and language = :language and pdf_sha256 is null
            """)
        .param("sha256", sha256)
        .param("procedure", one.procedure())
        .param("case", one.caseId())
        .param("place", one.place())
        .param("language", one.language())
        .update();
  }

  // ---- letters from before they were kept

  /** Cases of a procedure after one whose letters are to be reconstructed, at most so many. */
  List<UUID> awaited(String procedure, UUID after, int most) {
    return jdbc.sql(
            """
            select case_id from letter_backlog
              where procedure_name = :procedure and case_id > :after order by case_id limit :most
            """)
        .param("procedure", procedure)
        .param("after", after)
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  boolean awaited(String procedure, UUID caseId) {
    return jdbc.sql(
            """
            select count(*) > 0 from letter_backlog
              where procedure_name = :procedure and case_id = :case
            """)
        .param("procedure", procedure)
        .param("case", caseId)
        .query(Boolean.class)
        .single();
  }

  boolean anyAwaited() {
    return jdbc.sql("select exists (select 1 from letter_backlog)").query(Boolean.class).single();
  }

  void reconstructed(String procedure, UUID caseId) {
    jdbc.sql("delete from letter_backlog where procedure_name = :procedure and case_id = :case")
        .param("procedure", procedure)
        .param("case", caseId)
        .update();
  }
}
