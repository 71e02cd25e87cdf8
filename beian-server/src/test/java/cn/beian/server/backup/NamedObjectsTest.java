package cn.beian.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.backup.NamedObjects.Column;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That a backup misses what is missing, whatever table comes. */
class NamedObjectsTest extends ServerTest {
  /** Columns of digests that name no file of the object store, and why. */
  private static final Set<String> NAME_NO_FILE =
      Set.of(
          "inspection.sha256", // of a package that package_upload names
          "filing_package.sha256", // as above
          "no_filing_due_package.sha256", // typed by the unit, the package is not here
          "package_part.sha256", // not yet a package
          "test_run.context_digest", // the context is in the row
          "test_run.result_digest", // the result is in the row
          "version_comparison.before_digest", // of facts that inspection names, or named once
          "version_comparison.after_digest", // as above
          "test_run.rulebook_version", // the rulebook is in a row
          "rulebook.version",
          "rulebook_version.version",
          "retest_run.version",
          "retest_run.against",
          "version_comparison.rulebook_version",
          "audit_entry.digest", // of the row itself
          "supervision_finding.evidence_sha256", // of what was seen on screens
          "issued_letter.sha256", // of words that stand in the same row
          "notification.sha256", // as above
          "official_batch_file.sha256", // of a list that was imported, the file is not here
          "mail_address.code_sha256", // of what was mailed to a person
          "one_time_link.token_sha256", // of what was sent to a person
          "one_time_link.code_sha256",
          "account_recovery_code.code_sha256",
          "account_request.code_sha256");

  @Test
  void everyColumnOfADigest_isNamed_orIsKnownToNameNoFile() {
    Set<String> digests =
        new TreeSet<>(
            jdbc.sql(
                    """
                    select c.relname || '.' || a.attname from pg_attribute a
                      join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
                     where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
                       and c.relnamespace = 'public'::regnamespace
                       and t.typname in ('bpchar', 'varchar', 'text')
                       and (a.attname like '%sha256%' or a.attname like '%digest%'
                            or t.typname = 'bpchar' and a.atttypmod = 68)
                    """)
                .query(String.class)
                .list());
    Set<String> named =
        NamedObjects.COLUMNS.stream()
            .map(column -> column.table() + "." + column.name())
            .collect(Collectors.toSet());
    assertThat(digests).as("the list names what is there").containsAll(named);
    digests.removeAll(named);
    assertThat(digests).isEqualTo(new TreeSet<>(NAME_NO_FILE));
  }

  @Test
  void digestOfAFile_isThatOfAnObjectOrOfFacts() {
    String digest = "0123456789abcdef".repeat(4);
    assertThat(DataFiles.digest("objects/sha256/01/23/" + digest)).isEqualTo(digest);
    assertThat(DataFiles.digest("objects/facts/01/" + digest + ".ndjson.gz")).isEqualTo(digest);
    assertThat(
            List.of(
                DataFiles.digest("ledger/published.head"),
                DataFiles.digest("objects/facts/01/" + digest + ".ndjson.gz.part"),
                DataFiles.digest("objects/other/" + digest)))
        .containsOnly("");
  }

  @Test
  void columns_areOfTablesThatTheyName() {
    assertThat(NamedObjects.COLUMNS)
        .contains(new Column("inspection", "facts_digest"))
        .contains(new Column("test_build", "facts_digest"));
  }
}
