package cn.beian.server.notifications;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people learn that it is their turn.
 *
 * @param keep how long a notification is kept, read or not
 * @param dueSoon so many working days before its last day people are reminded of a case; 0 never
 * @param mail mail server; without {@code mail.host} nothing is mailed
 * @param webhook webhooks of units
 */
@ConfigurationProperties("beian.notifications")
record NotificationSettings(
    @DefaultValue("180d") Duration keep,
    @DefaultValue("3") int dueSoon,
    @DefaultValue Mail mail,
    @DefaultValue Webhook webhook) {

  /**
   * The mail server.
   *
   * @param host name of the mail server; empty: nothing is mailed
   * @param port its port
   * @param security how the connection is encrypted; STARTTLS is required where it is set
   * @param user to log in with; empty: no log-in
   * @param passwordFile file with its password in the first line
   * @param from address that mails come from
   * @param dailyAt when the daily mail is sent, on working days
   * @param mostPerHour most notifications mailed to one person in an hour; others wait
   * @param timeout how long the mail server may take to answer
   * @param attempts how often one mail is tried
   */
  record Mail(
      @DefaultValue("") String host,
      @DefaultValue("587") int port,
      @DefaultValue("STARTTLS") MailSecurity security,
      @DefaultValue("") String user,
      @Nullable Path passwordFile,
      @DefaultValue("") String from,
      @DefaultValue("08:00") LocalTime dailyAt,
      @DefaultValue("20") int mostPerHour,
      @DefaultValue("15s") Duration timeout,
      @DefaultValue("8") int attempts) {
    boolean on() {
      return !host.isBlank();
    }
  }

  /** How the connection to a mail server is encrypted. */
  enum MailSecurity {
    NONE,
    STARTTLS,
    TLS
  }

  /**
   * Webhooks of units.
   *
   * @param internal whether addresses of the operator's own network may be called, there also by
   *     http; else only public addresses by https
   * @param timeout how long one call may take, from looking its name up to the answer
   * @param attempts how often one message is tried
   * @param failures after so many failed calls in a row a webhook is switched off
   * @param trustedCertificates file with certificates of authorities of your own (PEM, one after
   *     the other) that are trusted beside those that Java trusts
   */
  record Webhook(
      @DefaultValue("false") boolean internal,
      @DefaultValue("10s") Duration timeout,
      @DefaultValue("8") int attempts,
      @DefaultValue("30") int failures,
      @Nullable Path trustedCertificates) {}
}
