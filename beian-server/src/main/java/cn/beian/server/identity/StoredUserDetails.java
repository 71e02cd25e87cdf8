package cn.beian.server.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

  private record Account(Person person, @Nullable String passwordHash, long version) {}

  @Override
  public UserDetails loadUserByUsername(String login) {
    return jdbc.sql("select * from user_account where login = :login")
        .param("login", login.strip().toLowerCase(Locale.ROOT))
        .query(Account.class)
        .optional()
        .map(
            one ->
                new SignedIn(
                    one.person().id(),
                    one.person().login(),
                    one.passwordHash(),
                    one.version(),
                    one.person().active(),
                    one.person().roles()))
        .orElseThrow(() -> new UsernameNotFoundException("no such login"));
  }
}
