package cn.beian.server.identity;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody whose password was right and whose second factor is awaited.
 *
 * @param version of the account when the password was right
 * @param until when the code has to be there
 */
public record PendingLogin(UUID account, String login, long version, Instant until)
    implements Serializable {
  /** Attribute of the session that holds it. */
  public static final String ATTRIBUTE = "beian.pending-login";
}
