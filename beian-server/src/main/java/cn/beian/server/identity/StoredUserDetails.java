package cn.beian.server.identity;

import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

@Service
class StoredUserDetails implements UserDetailsService {
  private final JdbcClient jdbc;

  StoredUserDetails(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public UserDetails loadUserByUsername(String login) {
    return jdbc.sql("select * from user_account where login = :login")
        .param("login", login.strip().toLowerCase(Locale.ROOT))
        .query(
            (row, number) -> {
              Person person = Rows.person(row, number);
              return new SignedIn(
                  person.id(),
                  person.login(),
                  row.getString("password_hash"),
                  row.getLong("version"),
                  person.active(),
                  person.roles());
            })
        .optional()
        .orElseThrow(() -> new UsernameNotFoundException("no such login"));
  }
}
