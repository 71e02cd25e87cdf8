package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.personal.Contact;
import cn.beian.server.personal.PersonalDataStore;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who holds a seat of the completeness review, in PostgreSQL. */
@Component
class SeatHolderStore {
  private final JdbcClient jdbc;
  private final PersonalDataStore personal;

  SeatHolderStore(JdbcClient jdbc, PersonalDataStore personal) {
    this.jdbc = jdbc;
    this.personal = personal;
  }

  /**
   * Whether an active account of the same person holds a seat, in whatever unit and region: the
   * same e-mail address, or the same name and telephone. Rows that are not sealed yet are compared
   * as they are.
   *
   * @param except id of the account that is meant
   */
  boolean holds(Role seat, String name, Contact contact, UUID except) {
    return jdbc.sql(
            """
            select exists (select 1 from user_account
              where active and :seat = any(roles) and id <> :except
                and (:email <> '' and coalesce(email_index = :emailIndex,
                    lower(btrim(email)) = :email)
                  or :telephone <> '' and btrim(name) = :name
                    and coalesce(telephone_index = :telephoneIndex,
                      regexp_replace(telephone, '[^0-9]', '', 'g') = :telephone)))
            """)
        .param("seat", seat.name())
        .param("except", except)
        .param("email", contact.foldedEmail())
        .param("emailIndex", personal.emailIndex(contact))
        .param("telephone", contact.digits())
        .param("telephoneIndex", personal.telephoneIndex(contact))
        .param("name", name.strip())
        .query(Boolean.class)
        .single();
  }
}
