package cn.beian.server.trail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@link RegisterStandings} records of the register and of its cases; the name is also the
 * first part of its subject in the trail. The statement of a kind never changes, since rows of
 * earlier days were written with it: more of the same is another kind.
 */
public enum StandingKind {
  /** Where a unit belongs and who reviews its filings; the key is its id. */
  ORGANIZATION(
      "organization",
      """
      select o.id::text as key, 'level=' || o.level || ' kind=' || o.kind || ' division='
          || o.division || ' route=' || o.route || ' above=' || coalesce(o.parent_id::text, 'none')
          || ' confirmed=' || coalesce(c.level || '/' || c.kind || '/' || c.division || '/'
            || c.route || '/' || coalesce(c.parent_id::text, 'none'), 'yes')
          || ' name=' || encode(sha256(convert_to(o.name, 'UTF8')), 'hex') as standing
        from organization o left join unit_placement_change c on c.organization_id = o.id
      """,
      " where o.id = any(cast(:keys as uuid[]))",
      ""),
  /** SHA-256 of all values of a legal parameter, the earliest first; the key is its id. */
  POLICY(
      "policy",
      """
      select key, count(*) || ' values=' || encode(sha256(convert_to(string_agg(value || '@' || since
          || '/' || verified || '/' || source || '/' || entered_by || '/'
          || coalesce(confirmed_by, ''), chr(10) order by id), 'UTF8')), 'hex') as standing
        from policy_value
      """,
      " where key = any(cast(:keys as text[]))",
      " group by key"),
  /** SHA-256 of the days and of the citation of a year's notice; the key is the year. */
  CALENDAR(
      "calendar",
      """
      select n.year::text as key, 'days=' || coalesce((select encode(sha256(convert_to(
          string_agg(d.day || coalesce(d.holiday, ''), ',' order by d.day), 'UTF8')), 'hex')
            from holiday_day d where d.year = n.year), 'none')
          || ' source=' || encode(sha256(convert_to(n.citation, 'UTF8')), 'hex') as standing
        from holiday_notice n
      """,
      " where n.year = any(cast(:keys as int[]))",
      ""),
  /** SHA-256 of the words of a letter by language; the key is the number printed on it. */
  LETTER(
      "letter",
      """
      select number as key, string_agg(language || '='
          || encode(sha256(convert_to(title || chr(10) || html, 'UTF8')), 'hex') || '/' || sha256,
          ' ' order by language collate "C", case_id, place) as standing
        from issued_letter
      """,
      " where number = any(cast(:keys as text[]))",
      " group by number"),
  /** SHA-256 of a certificate in PDF; the key is {@code number/language/revision}. */
  CERTIFICATE(
      "certificate",
      """
      select number || '/' || language || '/' || revision as key, sha256 as standing
        from filing_certificate
      """,
      """
       where (number, language, revision) in (select split_part(one, '/', 1),
         split_part(one, '/', 2), cast(split_part(one, '/', 3) as int)
           from unnest(cast(:keys as text[])) as one)
      """,
      ""),
  /** The change of a unit that waits for a second administrator, and who made it. */
  PLACEMENT(
      "organization",
      "unit_placement_change",
      "organization_id",
      "uuid",
      "t.name, t.credit_code, t.level, t.kind, t.division, t.route, t.parent_id, t.changed_by,"
          + " MICROS(t.changed_at)"),
  /** Everything that was asked for about an account, by whom and what became of it. */
  ACCESS(
      "account",
      "account_request",
      "account_id",
      "uuid",
      "t.id, t.kind, t.roles_before, t.region_before, t.roles, t.region, t.successor_id,"
          + " t.code_sha256, t.requested_by, MICROS(t.requested_at), MICROS(t.expires_at),"
          + " t.state, t.closed_by, MICROS(t.closed_at)"),
  /** Links by which a password is set, with their digests; the key is the account. */
  LINK(
      "account",
      "(select * from one_time_link where account_id is not null)",
      "account_id",
      "uuid",
      "t.token_sha256, t.purpose, t.code_sha256, MICROS(t.expires_at), MICROS(t.used_at)"),
  /** Every value that was proposed for a legal parameter; the key is its id. */
  PROPOSAL(
      "policy",
      "policy_request",
      "key",
      "text",
      "t.id, t.value, t.source, t.verified, t.since, t.asked_by, MICROS(t.asked_at), t.state,"
          + " t.closed_by, MICROS(t.closed_at)"),
  /** Every calendar that was proposed for a year. */
  NOTICE(
      "calendar",
      "holiday_notice_request",
      "year",
      "int",
      "t.id, t.citation, t.days, t.requested_by, MICROS(t.requested_at), t.state, t.decided_by,"
          + " MICROS(t.decided_at), t.reason"),
  /** The units that were named competent for a unit; the key is the id of the latter. */
  COMPETENCE(
      "organization",
      "competent_unit",
      "organization_id",
      "uuid",
      "t.id, t.upper_id, t.state, t.requested_by, MICROS(t.requested_at), t.confirmed_by,"
          + " MICROS(t.confirmed_at), t.ended_by, MICROS(t.ended_at)"),
  /** Votes of the seats on an application, of all rounds. */
  VOTE(
      "application",
      "seat_vote",
      "application_id",
      "uuid",
      "t.round, t.seat, t.decision, t.reason, t.voted_by, MICROS(t.voted_at)"),
  /** Exemptions that were accepted for an application. */
  EXEMPTION(
      "application",
      "exemption",
      "application_id",
      "uuid",
      "t.rule_id, t.scenario, t.basis, t.until, t.accepted_by, MICROS(t.accepted_at)"),
  /** Judgements of the findings of an application. */
  JUDGEMENT(
      "application",
      "judgement",
      "application_id",
      "uuid",
      "t.test_id, t.rule_id, t.outcome, t.reason, t.judged_by, MICROS(t.judged_at)"),
  /** An exception of the upper level with its steps. */
  EXCEPTION(
      "exception",
      "level_exception",
      "t.state, t.number, t.app_name, t.organization_id, t.division, t.upper_id, t.reason,"
          + " t.round, t.document_number, t.competence, STEPS(level_exception_event, case_id, name, day, note)"),
  /** A project approval with its steps. */
  APPROVAL(
      "approval",
      "approval_case",
      "t.state, t.number, t.app_name, t.organization_id, t.division, t.round, t.work, t.form,"
          + " t.audience, t.purpose, t.cost, t.yearly_cost, t.payer_id, t.fits, t.overlap,"
          + " t.module, t.collaboration, t.sharing, t.document_number, t.decided_on, t.remedy,"
          + " STEPS(approval_event, case_id, name, day, note)"),
  /** Proposals to restrict the record of an application, or to end that. */
  RESTRICTION(
      "application",
      "restriction",
      "application_id",
      "uuid",
      "t.id, t.restricted, t.reason, t.proposed_by, MICROS(t.proposed_at), t.decided_by,"
          + " MICROS(t.decided_at), t.confirmed"),
  /** That a record shows only number and state; the key is its number. */
  WITHHELD(
      "record",
      "(select number, restricted from filing_record where restricted)",
      "number",
      "text",
      "t.restricted"),
  /** A record of the register with its packages, save that it is restricted. */
  RECORD(
      "record",
      "filing_record",
      "number",
      "text",
      "t.application_id, t.organization_id, t.kind, t.state, t.app_name, t.sponsor_name,"
          + " t.credit_code, t.division, t.issuer, t.users, t.filed_on, t.official_number,"
          + " t.official_number_on, t.official_number_source, t.official_number_batch,"
          + " t.number_seen_on, t.number_asked_on, t.tested_revision, t.revision,"
          + " encode(sha256(convert_to(t.summary, 'UTF8')), 'hex'),"
          + " (select jsonb_agg(jsonb_build_array(p.platform, p.package_id, p.sha256, p.signer,"
          + " p.version_name, p.part, p.from_revision, p.until_revision)"
          + " order by p.sha256, p.part) from filing_package p where p.number = t.number)"),
  /** Who drafted and signed a set of rules, and from when it applies; the key is its digest. */
  RULEBOOK(
      "rulebook",
      "rulebook",
      "version",
      "text",
      "encode(sha256(t.canonical), 'hex'), t.delivered, t.drafted_by, MICROS(t.drafted_at),"
          + " t.note, (select jsonb_agg(jsonb_build_array(v.number, v.effective_from,"
          + " v.signature, v.signed_by, MICROS(v.signed_at)) order by v.number)"
          + " from rulebook_version v where v.version = t.version)"),
  /** Credit code of a unit, what is doubtful about it, and since when it is there. */
  UNIT("organization", "organization", "t.credit_code, t.flags, MICROS(t.created_at)"),
  /** Whose account it is, who handed him the first link, and since when it is there. */
  ORIGIN("account", "user_account", "t.name, t.linked_by, MICROS(t.created_at)"),
  /** A document that was sent, with the SHA-256 of its bytes. */
  ATTACHMENT(
      "attachment",
      "attachment",
      "t.organization_id, t.uploaded_by, MICROS(t.uploaded_at), t.file_name, t.media_type,"
          + " t.sha256, t.size_bytes"),
  /**
   * An application: state, unit, app, signer, number and running day; once it was sent with its
   * steps, since a draft has one for each time that it was saved.
   */
  FILING(
      "application",
      "application",
      "t.app_id, t.kind, t.form, t.state, t.route, t.app_name, t.organization_id, t.division,"
          + " t.handler_id, t.signed_by, MICROS(t.signed_at), t.round, t.due_on, t.number,"
          + " t.changes_id, t.changes_number,"
          + " case when t.signed_at is not null then"
          + " STEPS(application_event, application_id, name, expected_on, ground) end"),
  /** Packages of an application, the SHA-256 of each, and its tests. */
  BUILD(
      "application",
      "application_package",
      "application_id",
      "uuid",
      "t.package_id, t.part, t.test_id, t.signed_test_id, MICROS(t.added_at),"
          + " (select p.sha256 from package_upload p where p.id = t.package_id)"),
  /** The ending of an app with its plan and its steps. */
  ENDING(
      "ending",
      "ending_case",
      "t.state, t.number, t.organization_id, t.division, t.route, t.round, t.due_on, t.last_day,"
          + " t.announcement, t.data_disposal, t.migration, t.target, t.informing,"
          + " STEPS(ending_event, case_id, name, day, note)"),
  /** A request for information with its steps. */
  INQUIRY(
      "inquiry",
      "inquiry_case",
      "t.state, t.number, t.organization_id, t.division, t.round, t.due_on,"
          + " STEPS(inquiry_event, case_id, name, day, note)"),
  /** A proposed revocation with its steps. */
  REVOCATION(
      "revocation",
      "revocation_case",
      "t.state, t.number, t.organization_id, t.division, t.round, t.due_on,"
          + " STEPS(revocation_event, case_id, name, day, note)"),
  /** A supervision case with its steps. */
  SUPERVISION(
      "supervision",
      "supervision_case",
      "t.origin, t.reference, t.state, t.number, t.application_id, t.organization_id,"
          + " t.division, t.round, t.due_on, t.rectify_by,"
          + " STEPS(supervision_event, case_id, cause, told_on, places)"),
  /** How a published list is called, who imported it, and the digests of its files. */
  BATCH(
      "batch",
      "official_batch",
      "t.name, t.day, t.source, t.office_id, t.made_by, MICROS(t.made_at),"
          + " (select jsonb_agg(f.sha256 order by f.sha256) from official_batch_file f"
          + " where f.batch_id = t.id)"),
  /** A dispute about a number of the official system, and what was decided. */
  DISPUTE(
      "dispute",
      "official_dispute",
      "t.official, t.day, t.claimant, t.holder, t.kind, t.reason, t.raised_by,"
          + " MICROS(t.raised_at), t.gives, t.grounds, t.decided_by, MICROS(t.decided_at)"),
  /** The result of a test, what it was made from and by which rules. */
  TEST(
      "test",
      "test_run",
      "t.package_id, t.facts_digest, t.context_digest, t.rulebook_version, t.as_of, t.verdict,"
          + " t.result_digest, encode(sha256(convert_to(t.result, 'UTF8')), 'hex'),"
          + " encode(sha256(convert_to(t.context, 'UTF8')), 'hex'), MICROS(t.ran_at)"),
  /** Tests by people of what no program decides, of an application. */
  MANUAL(
      "application",
      "human_test",
      "application_id",
      "uuid",
      "t.subject, t.rule_id, t.passed, t.tester, t.tested_on, t.report_id, t.note,"
          + " t.recorded_by, MICROS(t.recorded_at)"),
  /** Launch builds of an application, and whether each is the reviewed package. */
  LAUNCH(
      "application",
      "launch_build",
      "application_id",
      "uuid",
      "t.package_id, t.outcome, t.detail, t.handed_in_by, MICROS(t.handed_in_at)"),
  /** Findings of a supervision case, how each was settled and by whom; the key is the case. */
  FINDING(
      "supervision",
      "supervision_finding",
      "case_id",
      "uuid",
      "t.place, t.package_id, t.test_id, t.rule_id, t.before, t.after, t.gone_in, t.gone_on,"
          + " t.outcome, t.reason, t.settled_by, MICROS(t.settled_at)");

  /** End of the actions of rows about a state. */
  public static final String SUFFIX = ".standing";

  /** Log of a case: table, then its columns of the case, the name, the day and the note. */
  private static final String STEPS =
      """
      (select jsonb_agg(jsonb_build_array(e.id, MICROS(e.at), e.actor_id, e.$3, e.from_state,
        e.to_state, e.$4, e.$5, e.detail) order by e.id) from $1 e where e.$2 = t.id)""";

  private static final String MICROS = "(extract(epoch from $1) * 1000000)::bigint";

  private final String about;
  private final String select;
  private final String those;
  private final String group;

  StandingKind(String about, String select, String those, String group) {
    this.about = about;
    this.select = select;
    this.those = those;
    this.group = group;
  }

  /** Each row of a table by its id. */
  StandingKind(String about, String table, String values) {
    this(about, table, "id", "uuid", values);
  }

  /**
   * Rows of a table that count together.
   *
   * @param key column whose value they have in common
   * @param type of that column
   * @param values of a row, calling the table {@code t}; a moment as {@code MICROS(…)}, so that no
   *     setting of the session changes how it is written, the steps of a case as {@code STEPS(…)}
   *     of the table of its log and of its columns
   */
  StandingKind(String about, String table, String key, String type, String values) {
    this(
        about,
        """
        select t.KEY::text as key, count(*) || ' rows=' || encode(sha256(convert_to(
            string_agg(line, chr(10) order by line collate "C"), 'UTF8')), 'hex') as standing
          from TABLE t cross join lateral (select jsonb_build_array(VALUES)::text as line) lines
        """
            .replace("TABLE", table)
            .replace("KEY", key)
            .replace(
                "VALUES",
                values
                    .replaceAll("STEPS\\((\\w+), (\\w+), (\\w+), (\\w+), (\\w+)\\)", STEPS)
                    .replaceAll("MICROS\\(([a-z_.]+)\\)", MICROS)),
        " where t." + key + " = any(cast(:keys as " + type + "[]))",
        " group by t." + key);
  }

  /** Action of the row about one. */
  public String action() {
    return prefix() + SUFFIX;
  }

  /** Subject of the row about one. */
  public String subject(String key) {
    return prefix() + ':' + key;
  }

  /** First part of the subject of what a key identifies, such as {@code organization}. */
  public String about() {
    return about;
  }

  /** The kind of a first part of subjects. */
  public static Optional<StandingKind> of(String prefix) {
    return Arrays.stream(values()).filter(kind -> kind.prefix().equals(prefix)).findFirst();
  }

  String prefix() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Statement that gives the {@code key} and {@code standing} of all of them. */
  public String all() {
    return select + group;
  }

  /** The same for the {@code keys} of a parameter of that name. */
  String these() {
    return select + those + group;
  }
}
