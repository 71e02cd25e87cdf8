package cn.beian.server.identity;

import cn.beian.filing.Role;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who holds a seat of the completeness review, in PostgreSQL. */
@Component
class SeatHolderStore {
  private final JdbcClient jdbc;

  SeatHolderStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whether an active account of the same person holds a seat, in whatever unit and region: the
   * same e-mail address, or the same name and telephone.
   *
   * @param except id of the account that is meant
   */
  boolean holds(Role seat, String name, String telephone, String email, UUID except) {
    return jdbc.sql(
            """
            select exists (select 1 from user_account
              where active and :seat = any(roles) and id <> :except
                and (:email <> '' and lower(btrim(email)) = lower(:email)
                  or :telephone <> '' and btrim(name) = :name
                    and regexp_replace(telephone, '[^0-9]', '', 'g') = :telephone))
            """)
        .param("seat", seat.name())
        .param("except", except)
        .param("email", email.strip())
        .param("telephone", telephone.replaceAll("[^0-9]", ""))
        .param("name", name.strip())
        .query(Boolean.class)
        .single();
  }
}
