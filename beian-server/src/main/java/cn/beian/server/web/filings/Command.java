package cn.beian.server.web.filings;

import java.util.Objects;

/**
 * What every decision sends.
 *
 * @param version that its page showed
 * @param reason blank where none was given
 */
record Command(int version, String reason) {
  Command {
    reason = Objects.requireNonNullElse(reason, "");
  }
}
