package cn.beian.server.records;

import static cn.beian.server.platform.SqlColumns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * A revision as the database has it.
 *
 * @param record what the record says, where this is its newest revision; else empty
 * @param summary what the record says of its test, as JSON; empty where nothing of it concerns this
 *     revision or the record is gone
 * @param packages those that belong to its event, each as {@link LedgerEntry#packages}
 * @param opening of a sealed entry, as JSON; empty where it was erased
 * @param committed the case that led to it; empty where its entry commits to none
 */
record StoredRevision(
    String number,
    int revision,
    String event,
    long index,
    Instant at,
    Optional<Saying> record,
    Optional<String> summary,
    List<String> packages,
    Optional<String> opening,
    Optional<Committed> committed) {
  /** All revisions, by entry; one row for each package that belongs to the event. */
  static final String IN_ORDER =
      """
      select v.number, v.revision, v.event, v.entry_index, v.at, r.revision as newest,
             r.state, r.app_name, r.sponsor_name, r.official_number,
             coalesce(r.official_number_on::text, '') as official_number_on, r.filed_on::text as filed_on,
             case when v.revision in (r.revision, r.tested_revision) then r.summary end as summary,
             case when p.number is not null
                  then concat_ws('|', p.platform, p.package_id, p.version_name, p.sha256, p.signer) end as package,
             o.opening, v.case_id, v.case_salt, coalesce(r.issuer, '') as issuer, coalesce(r.users, '') as users
        from filing_revision v
        left join filing_record r on r.number = v.number
        left join filing_package p on p.number = v.number
             and p.part = case when v.event in ('FILED', 'CHANGED', 'CHANGED_TESTED', 'CHANGED_MAJOR')
                               then 'REVIEW'
                               when v.event = 'LAUNCH_BUILD' then 'LAUNCH' end
             and (p.part = 'LAUNCH' or p.from_revision <= v.revision
                  and coalesce(p.until_revision > v.revision, true))
        left join filing_opening o on v.sealed and o.number = v.number and o.revision = v.revision
       order by v.entry_index
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  /** A case that an entry commits to, and the salt. */
  record Committed(UUID id, String salt) {}

  /** What a record says that its newest entry says too; issuer and users since {@code entry/3}. */
  record Saying(
      String state,
      String appName,
      String sponsorName,
      String officialNumber,
      String officialNumberOn,
      String filedOn,
      String issuer,
      String users) {
    boolean isSaidBy(LedgerEntry entry) {
      return entry.text("state").equals(state)
          && entry.text("appName").equals(appName)
          && entry.text("sponsorName").equals(sponsorName)
          && entry.text("officialNumber").equals(officialNumber)
          && entry.text("officialNumberOn").equals(officialNumberOn)
          && entry.text("filedOn").equals(filedOn)
          && (!entry.has("issuer") || entry.text("issuer").equals(issuer))
          && (!entry.has("users") || entry.text("users").equals(users));
    }
  }

  /**
   * The part of {@link PublicRecord.Summary} that entries repeat.
   *
   * @param outcomes each as {@link LedgerEntry#outcomes}
   */
  private record Tested(String rulebookVersion, List<String> testDigests, List<String> outcomes) {
    /** Empty if the summary is not what is written of one. */
    static Optional<Tested> in(String summary) {
      String version = null;
      Optional<List<String>> digests = Optional.empty();
      List<String> outcomes = new ArrayList<>();
      try (JsonParser json = JSON.createParser(summary)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          return Optional.empty();
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          json.nextToken();
          if (name.equals("rulebookVersion")) {
            version = json.getValueAsString();
          } else if (name.equals("testDigests")) {
            digests = texts(json);
          } else if (name.equals("outcomes")) {
            readOutcomes(json, outcomes);
          } else {
            json.skipChildren();
          }
        }
        if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
          return Optional.empty();
        }
      } catch (JacksonException e) {
        return Optional.empty();
      }
      String read = version;
      return read == null
          ? Optional.empty()
          : digests.map(list -> new Tested(read, list, outcomes));
    }

    private static void readOutcomes(JsonParser json, List<String> outcomes) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> members = new HashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          json.nextToken();
          members.put(name, String.valueOf(json.getValueAsString()));
        }
        outcomes.add(LedgerEntry.outcome(members));
      }
    }

    private static Optional<List<String>> texts(JsonParser json) {
      List<String> texts = new ArrayList<>();
      if (json.currentToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        texts.add(json.getString());
      }
      return json.currentToken() == JsonToken.END_ARRAY ? Optional.of(texts) : Optional.empty();
    }
  }

  static StoredRevision of(ResultSet row, int rowNumber) throws SQLException {
    int revision = row.getInt("revision");
    String build = row.getString("package");
    return new StoredRevision(
        row.getString("number"),
        revision,
        row.getString("event"),
        row.getLong("entry_index"),
        instant(row, "at"),
        row.getInt("newest") == revision
            ? Optional.of(
                new Saying(
                    row.getString("state"),
                    row.getString("app_name"),
                    row.getString("sponsor_name"),
                    row.getString("official_number"),
                    row.getString("official_number_on"),
                    row.getString("filed_on"),
                    row.getString("issuer"),
                    row.getString("users")))
            : Optional.empty(),
        Optional.ofNullable(row.getString("summary")),
        build == null ? List.of() : List.of(build),
        Optional.ofNullable(row.getString("opening")),
        committed(row.getObject("case_id", UUID.class), row.getString("case_salt")));
  }

  private static Optional<Committed> committed(@Nullable UUID id, @Nullable String salt) {
    return id == null || salt == null ? Optional.empty() : Optional.of(new Committed(id, salt));
  }

  StoredRevision with(List<String> others) {
    return new StoredRevision(
        number, revision, event, index, at, record, summary, others, opening, committed);
  }

  /** Whether a sealed entry, which cannot be opened, stands for the state of the record. */
  boolean hasTheStateOf(LedgerEntry entry) {
    return record.map(saying -> saying.state().equals(entry.text("state"))).orElse(true);
  }

  boolean isNamedBy(LedgerEntry entry) {
    return entry.text("number").equals(number)
        && entry.revision() == revision
        && entry.text("event").equals(event)
        && entry.text("at").equals(at.toString());
  }

  boolean saysTheSame(LedgerEntry entry) {
    return record.map(saying -> saying.isSaidBy(entry)).orElse(true) && testedTheSame(entry);
  }

  private boolean testedTheSame(LedgerEntry entry) {
    List<String> inEntry = entry.texts("testDigests");
    boolean filed = RecordRevised.WITH_TEST.contains(event);
    if (summary.isEmpty()) {
      return filed
          || inEntry
              .isEmpty(); // a test that another followed; a record that is gone is told elsewhere
    }
    return summary
        .flatMap(Tested::in)
        .filter(tested -> inEntry.equals(filed ? tested.testDigests() : List.of()))
        .filter(
            tested ->
                record.isEmpty()
                    || (entry.text("rulebookVersion").equals(tested.rulebookVersion())
                        && entry.outcomes().map(tested.outcomes()::equals).orElse(true)))
        .isPresent();
  }

  /** A launch build may follow others; what was filed or changed must be all. */
  boolean hasTheSamePackages(LedgerEntry entry) {
    List<String> named = entry.packages();
    if (!RecordRevised.WITH_ALL_PACKAGES.contains(event)) {
      return packages.containsAll(named);
    }
    return packages.equals(named) || new HashSet<>(packages).equals(new HashSet<>(named));
  }
}
