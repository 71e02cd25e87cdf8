package cn.beian.server.personal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Contact details and second factors of accounts, sealed, in PostgreSQL. */
@Repository
public class PersonalDataStore implements Sealable {
  private final JdbcClient jdbc;
  private final PersonalData data;

  PersonalDataStore(JdbcClient jdbc, PersonalData data) {
    this.jdbc = jdbc;
    this.data = data;
  }

  private record ContactRow(UUID id, String telephone, String email) {}

  /** How a person can be reached. */
  public Contact contact(UUID account) {
    ContactRow row =
        jdbc.sql("select id, telephone, email from user_account where id = :id")
            .param("id", account)
            .query(ContactRow.class)
            .single();
    Optional<String> telephone = data.open(PersonalColumn.TELEPHONE, row.id, row.telephone);
    Optional<String> email = data.open(PersonalColumn.EMAIL, row.id, row.email);
    return new Contact(
        telephone.orElse(""), email.orElse(""), telephone.isEmpty() || email.isEmpty());
  }

  /** Stores how a person can be reached. */
  public void reach(UUID account, Contact contact) {
    store(List.of(sealed(new ContactRow(account, contact.telephone(), contact.email()))));
  }

  /** A row as it is stored; an index is null where the value cannot be opened. */
  private record SealedContact(
      UUID id,
      String telephone,
      String email,
      @Nullable String telephoneIndex,
      @Nullable String emailIndex) {}

  private SealedContact sealed(ContactRow row) {
    return new SealedContact(
        row.id,
        data.seal(PersonalColumn.TELEPHONE, row.id, row.telephone),
        data.seal(PersonalColumn.EMAIL, row.id, row.email),
        telephoneIndex(Contact.of(row.telephone, "")),
        emailIndex(Contact.of("", row.email)));
  }

  /** The same for a row of which one value may be sealed already; that one stays as it is. */
  private SealedContact completed(ContactRow row) {
    Optional<String> telephone = data.open(PersonalColumn.TELEPHONE, row.id, row.telephone);
    Optional<String> email = data.open(PersonalColumn.EMAIL, row.id, row.email);
    SealedContact sealed = sealed(new ContactRow(row.id, telephone.orElse(""), email.orElse("")));
    return new SealedContact(
        row.id,
        PersonalData.isSealed(row.telephone) ? row.telephone : sealed.telephone,
        PersonalData.isSealed(row.email) ? row.email : sealed.email,
        telephone.isEmpty() ? null : sealed.telephoneIndex,
        email.isEmpty() ? null : sealed.emailIndex);
  }

  private void store(List<SealedContact> rows) {
    jdbc.sql(
            """
            update user_account a set telephone = g.telephone, email = g.email,
                telephone_index = g.telephone_index, email_index = g.email_index
              from unnest(:ids, :telephones, :emails, :telephoneIndexes, :emailIndexes)
                as g (id, telephone, email, telephone_index, email_index)
              where a.id = g.id
            """)
        .param("ids", rows.stream().map(SealedContact::id).toArray(UUID[]::new))
        .param("telephones", texts(rows, SealedContact::telephone))
        .param("emails", texts(rows, SealedContact::email))
        .param("telephoneIndexes", texts(rows, SealedContact::telephoneIndex))
        .param("emailIndexes", texts(rows, SealedContact::emailIndex))
        .update();
  }

  private static @Nullable String[] texts(
      List<SealedContact> rows, Function<SealedContact, @Nullable String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  /** By which accounts with the same telephone number are found. */
  public String telephoneIndex(Contact contact) {
    return data.index(PersonalColumn.TELEPHONE, contact.digits());
  }

  /** By which accounts with the same e-mail address are found. */
  public String emailIndex(Contact contact) {
    return data.index(PersonalColumn.EMAIL, contact.foldedEmail());
  }

  /** Seals contacts that are in the clear. */
  @Override
  public int seal(int most) {
    List<ContactRow> rows =
        jdbc.sql(
                """
                select id, telephone, email from user_account
                  where telephone <> '' and telephone not like 'v1:%'
                    or email <> '' and email not like 'v1:%'
                  order by id limit :most for no key update
                """)
            .param("most", most)
            .query(ContactRow.class)
            .list();
    if (!rows.isEmpty()) {
      store(rows.stream().map(this::completed).toList());
    }
    return rows.size();
  }

  private record Counts(long telephones, long emails) {}

  @Override
  public Map<String, Long> unreadable(String prefix) {
    Counts counts =
        jdbc.sql(
                """
                select
                    count(*) filter (where telephone like 'v1:%'
                      and not starts_with(telephone, :prefix)) as telephones,
                    count(*) filter (where email like 'v1:%'
                      and not starts_with(email, :prefix)) as emails
                  from user_account
                """)
            .param("prefix", prefix)
            .query(Counts.class)
            .single();
    return Map.of("telephone numbers", counts.telephones, "e-mail addresses", counts.emails);
  }

  /** Whether an account has a second factor. */
  public boolean hasFactor(UUID account) {
    return jdbc.sql("select exists (select 1 from account_totp where account_id = :accountId)")
        .param("accountId", account)
        .query(Boolean.class)
        .single();
  }

  /** Stores a second factor; there is none. */
  public void putFactor(UUID account, String secret, Instant setUpAt, long lastStep) {
    jdbc.sql(
            """
            insert into account_totp (account_id, secret, set_up_at, last_step)
              values (:accountId, :secret, :setUpAt, :lastStep)
            """)
        .param("accountId", account)
        .param("secret", data.seal(PersonalColumn.SECOND_FACTOR, account, secret))
        .param("setUpAt", setUpAt)
        .param("lastStep", lastStep)
        .update();
  }

  /** Stores a code on paper. */
  public void putPaperCode(UUID account, String sha256) {
    jdbc.sql(
            """
            insert into account_recovery_code (account_id, code_sha256)
              values (:accountId, :codeSha256)
            """)
        .param("accountId", account)
        .param("codeSha256", sha256)
        .update();
  }

  /** Removes a second factor with its codes on paper; whether there was one. */
  public boolean removeFactor(UUID account) {
    int removed =
        jdbc.sql("delete from account_totp where account_id = :accountId")
            .param("accountId", account)
            .update();
    jdbc.sql("delete from account_recovery_code where account_id = :accountId")
        .param("accountId", account)
        .update();
    return removed > 0;
  }

  /**
   * A second factor.
   *
   * @param secret empty if it cannot be opened: no code of an app is right
   * @param lastStep the latest step whose code was used
   */
  public record Factor(Optional<String> secret, long lastStep) {}

  private record FactorRow(UUID accountId, String secret, long lastStep) {}

  /** The second factor of an account, locked until the caller's transaction ends. */
  public Optional<Factor> lockFactor(UUID account) {
    return jdbc.sql(
            """
            select account_id, secret, last_step from account_totp where account_id = :accountId
              for update
            """)
        .param("accountId", account)
        .query(FactorRow.class)
        .optional()
        .map(row -> new Factor(secret(row), row.lastStep));
  }

  private Optional<String> secret(FactorRow row) {
    return data.open(PersonalColumn.SECOND_FACTOR, row.accountId, row.secret);
  }

  /** Whether an account has a second factor whose secret cannot be opened. */
  public boolean factorUnreadable(UUID account) {
    return jdbc.sql(
            """
            select account_id, secret, last_step from account_totp where account_id = :accountId
            """)
        .param("accountId", account)
        .query(FactorRow.class)
        .optional()
        .filter(row -> secret(row).isEmpty())
        .isPresent();
  }

  /** Notes that the code of a step was used. */
  public void useStep(UUID account, long step) {
    jdbc.sql("update account_totp set last_step = :lastStep where account_id = :accountId")
        .param("lastStep", step)
        .param("accountId", account)
        .update();
  }

  /** Uses a code on paper; false if it is not one that can be used. */
  public boolean usePaperCode(UUID account, String sha256, Instant now) {
    return jdbc.sql(
                """
                update account_recovery_code set used_at = :usedAt where account_id = :accountId
                  and code_sha256 = :codeSha256 and used_at is null
                """)
            .param("usedAt", now)
            .param("accountId", account)
            .param("codeSha256", sha256)
            .update()
        == 1;
  }

  /** How many codes on paper can be used. */
  public int paperCodes(UUID account) {
    return jdbc.sql(
            """
            select count(*) from account_recovery_code where account_id = :accountId
              and used_at is null
            """)
        .param("accountId", account)
        .query(Integer.class)
        .single();
  }

  /** A secret that was sealed: as it was stored before and as it is now. */
  public record SealedFactor(UUID account, String before, String after) {}

  /**
   * Seals second factors that are in the clear; not those that differ from the latest row of the
   * trail about their account, which somebody put in past the server.
   */
  public List<SealedFactor> sealFactors(int most) {
    List<SealedFactor> all =
        jdbc
            .sql(
                """
                select account_id, secret, last_step from account_totp t
                  where secret not like 'v1:%' and coalesce(
                    (select e.detail like '% factor='
                         || encode(sha256(convert_to(t.secret, 'UTF8')), 'hex')
                       from audit_entry e where e.action = 'account.standing'
                        and e.subject = 'account:' || t.account_id order by e.id desc limit 1),
                    not exists (select 1 from audit_entry where action = 'account.standings'))
                  order by account_id limit :most for update
                """)
            .param("most", most)
            .query(FactorRow.class)
            .list()
            .stream()
            .map(
                row ->
                    new SealedFactor(
                        row.accountId,
                        row.secret,
                        data.seal(PersonalColumn.SECOND_FACTOR, row.accountId, row.secret)))
            .toList();
    for (SealedFactor one : all) {
      jdbc.sql("update account_totp set secret = :secret where account_id = :accountId")
          .param("secret", one.after)
          .param("accountId", one.account)
          .update();
    }
    return all;
  }

  /** How many second factors cannot be opened, as {@link Sealable#unreadable}. */
  public long unreadableFactors(String prefix) {
    return jdbc.sql(
            """
            select count(*) from account_totp
              where secret like 'v1:%' and not starts_with(secret, :prefix)
            """)
        .param("prefix", prefix)
        .query(Long.class)
        .single();
  }
}
