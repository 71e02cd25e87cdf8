package cn.beian.server.web.http;

import cn.beian.server.identity.Sessions;
import cn.beian.server.identity.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether somebody who is logged in still is; the database is asked once a request. */
@Component
public final class StandingLogin {
  private static final String ATTRIBUTE = StandingLogin.class.getName();

  private final Sessions sessions;

  StandingLogin(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Whether the log-in of a request stands. */
  public boolean of(HttpServletRequest request, SignedIn account) {
    Optional<Object> named =
        Optional.ofNullable(request.getSession(false))
            .map((HttpSession session) -> session.getAttribute(Sessions.ATTRIBUTE));
    if (request.getAttribute(ATTRIBUTE) instanceof Known known
        && known.named.equals(named)
        && known.account.equals(account)) {
      return known.stands;
    }
    boolean stands = sessions.stands(named.orElse(null), account);
    request.setAttribute(ATTRIBUTE, new Known(named, account, stands));
    return stands;
  }

  private record Known(Optional<Object> named, SignedIn account, boolean stands) {}
}
