package cn.beian.server.web;

import cn.beian.server.identity.Sessions;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * A session that the web server lets go is no log-in that stands; one that nobody has logged in to
 * goes soon.
 */
@Component
class EndedSessions implements HttpSessionListener {
  private static final Logger LOG = LoggerFactory.getLogger(EndedSessions.class);

  private static final int BEFORE_LOGIN_SECONDS = 15 * 60;

  private final Sessions sessions;

  EndedSessions(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    event.getSession().setMaxInactiveInterval(BEFORE_LOGIN_SECONDS);
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    if (event.getSession().getAttribute(Sessions.ATTRIBUTE) instanceof UUID id) {
      try {
        sessions.gone(id);
      } catch (DataAccessException | TransactionException e) {
        LOG.debug("a session that ended could not be noted; it ends by its age", e);
      }
    }
  }
}
