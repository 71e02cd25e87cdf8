package cn.beian.server.filings;

import java.util.UUID;

/** There is no such application, or it is not for this person to see. */
public final class NoSuchApplicationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoSuchApplicationException(UUID id) {
    super("no application " + id);
  }
}
