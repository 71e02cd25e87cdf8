package cn.beian.server.filings;

import java.util.UUID;

/** The application has moved on since the page was shown; nothing was done. */
public final class StalePageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final UUID applicationId;

  StalePageException(UUID applicationId, int shown, int found) {
    super("application " + applicationId + ": page shows version " + shown + ", found " + found);
    this.applicationId = applicationId;
  }

  public UUID applicationId() {
    return applicationId;
  }
}
