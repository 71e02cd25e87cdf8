package cn.beian.server.notifications;

import cn.beian.server.notifications.MailAddress.Delivery;
import cn.beian.server.personal.PersonalColumn;
import cn.beian.server.personal.PersonalData;
import cn.beian.server.personal.Sealable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Mail addresses of people, sealed. */
@Repository
class MailAddressStore implements Sealable {
  private static final int MOST_ATTEMPTS = 5;

  private final JdbcClient jdbc;
  private final PersonalData data;

  MailAddressStore(JdbcClient jdbc, PersonalData data) {
    this.jdbc = jdbc;
    this.data = data;
  }

  /** The address of a person; empty too if it was sealed by another key. */
  Optional<MailAddress> find(UUID person) {
    return jdbc.sql("select * from mail_address where person_id = :person")
        .param("person", person)
        .query(MailAddress.class)
        .optional()
        .flatMap(stored -> open(person, stored.address()).map(stored::at));
  }

  /** Puts an address in the place of the one there is; it is to be verified. */
  void put(UUID person, String address, String language) {
    jdbc.sql(
            """
            insert into mail_address (person_id, address, language, delivery)
            values (:person, :address, :language, 'DAILY')
            on conflict (person_id) do update set address = excluded.address,
              language = excluded.language, verified_at = null, code_sha256 = null,
              code_until = null, attempts = 0
            """)
        .param("person", person)
        .param("address", data.seal(PersonalColumn.MAIL_ADDRESS, person, address))
        .param("language", language)
        .update();
  }

  /** A code verifies the address that it is mailed to; false where that is another by now. */
  boolean code(MailAddress mailed, String digest, Instant until) {
    Optional<String> stored =
        jdbc.sql("select address from mail_address where person_id = :person")
            .param("person", mailed.person())
            .query(String.class)
            .optional()
            .filter(one -> open(mailed.person(), one).filter(mailed.address()::equals).isPresent());
    return stored.isPresent()
        && jdbc.sql(
                    """
                update mail_address set code_sha256 = :digest, code_until = :until, attempts = 0
                  where person_id = :person and address = :address and verified_at is null
                """)
                .param("person", mailed.person())
                .param("address", stored.get())
                .param("digest", digest)
                .param("until", until)
                .update()
            == 1;
  }

  /** Tries a code, each a few times; outside of any transaction, so that a wrong try counts. */
  boolean tryCode(UUID person, String digest, Instant now) {
    return jdbc.sql(
            """
            update mail_address set attempts = attempts + 1
              where person_id = :person and verified_at is null and attempts < :most
                and code_until > :now and code_sha256 is not null
            returning code_sha256
            """)
        .param("person", person)
        .param("most", MOST_ATTEMPTS)
        .param("now", now)
        .query(String.class)
        .optional()
        .filter(digest::equals)
        .isPresent();
  }

  /** From now on notifications are sent there; not those that there are already. */
  void verify(UUID person, String digest, Instant now) {
    jdbc.sql(
            """
            update mail_address set verified_at = :now, code_sha256 = null, code_until = null,
                digest_id = coalesce(
                  (select max(id) from notification where person_id = :person), 0)
              where person_id = :person and code_sha256 = :digest
            """)
        .param("person", person)
        .param("digest", digest)
        .param("now", now)
        .update();
  }

  void choose(UUID person, Delivery delivery, String language) {
    jdbc.sql(
            """
            update mail_address set delivery = :delivery, language = :language
              where person_id = :person
            """)
        .param("person", person)
        .param("delivery", delivery.name())
        .param("language", language)
        .update();
  }

  void remove(UUID person) {
    jdbc.sql("delete from mail_address where person_id = :person").param("person", person).update();
  }

  void digested(UUID person, long last) {
    jdbc.sql(
            """
            update mail_address set digest_id = greatest(digest_id, :last)
              where person_id = :person
            """)
        .param("person", person)
        .param("last", last)
        .update();
  }

  private Optional<String> open(UUID person, String stored) {
    return data.open(PersonalColumn.MAIL_ADDRESS, person, stored);
  }

  private record Stored(UUID personId, String address) {}

  @Override
  public int seal(int most) {
    List<Stored> all =
        jdbc.sql(
                """
                select person_id, address from mail_address
                  where address <> '' and address not like 'v1:%'
                  order by person_id limit :most for update
                """)
            .param("most", most)
            .query(Stored.class)
            .list();
    for (Stored one : all) {
      jdbc.sql("update mail_address set address = :address where person_id = :person")
          .param("address", data.seal(PersonalColumn.MAIL_ADDRESS, one.personId, one.address))
          .param("person", one.personId)
          .update();
    }
    return all.size();
  }

  @Override
  public Map<String, Long> unreadable(String prefix) {
    return Map.of(
        "mail addresses",
        jdbc.sql(
                """
                select count(*) from mail_address
                  where address like 'v1:%' and not starts_with(address, :prefix)
                """)
            .param("prefix", prefix)
            .query(Long.class)
            .single());
  }
}
