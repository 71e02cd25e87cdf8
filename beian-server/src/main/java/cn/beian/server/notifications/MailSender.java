package cn.beian.server.notifications;

import cn.beian.facts.VisibleText;
import cn.beian.server.notifications.NotificationSettings.Mail;
import cn.beian.server.notifications.NotificationSettings.MailSecurity;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands mails to the mail server. */
@Component
class MailSender {
  /** Replies at RCPT that are not about the recipient: the server closes, or wants a log-in. */
  private static final int CLOSING = 421;

  private static final int OUT_OF_ORDER = 503;
  private static final int LOG_IN = 530;

  /** Replies from here on are final. */
  private static final int FOR_GOOD = 500;

  private final Mail settings;
  private final Clock clock;

  MailSender(NotificationSettings settings, Clock clock) {
    this.settings = settings.mail();
    this.clock = clock;
  }

  /** What a refusal is about. */
  enum Refused {
    /** The mail server: it cannot be reached, or takes nothing of this sender. */
    SERVER,
    /** This one mail, for now. */
    FOR_NOW,
    /** This one recipient, for good. */
    FOR_GOOD
  }

  /** The mail server did not take a mail. */
  static final class MailRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Refused refused;

    MailRefusedException(Refused refused, String message, Throwable cause) {
      super(message, cause);
      this.refused = refused;
    }

    Refused refused() {
      return refused;
    }
  }

  /**
   * Sends a mail.
   *
   * @param id by which a second copy of it can be known
   * @throws MailRefusedException saying why it did not go, without the address
   */
  void send(UUID id, String to, MailText text) throws MailRefusedException {
    try {
      Session session = Session.getInstance(properties());
      MimeMessage message = message(session, id, to, text);
      try (Transport transport = session.getTransport("smtp")) {
        if (settings.user().isBlank()) {
          transport.connect();
        } else {
          transport.connect(settings.user(), password());
        }
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (MessagingException | IOException | RuntimeException e) {
      throw refusal(e, to);
    }
  }

  private Properties properties() {
    Properties values = new Properties();
    String milliseconds = String.valueOf(settings.timeout().toMillis());
    values.put("mail.smtp.host", settings.host().strip());
    values.put("mail.smtp.port", String.valueOf(settings.port()));
    values.put("mail.smtp.auth", String.valueOf(!settings.user().isBlank()));
    values.put("mail.smtp.connectiontimeout", milliseconds);
    values.put("mail.smtp.timeout", milliseconds);
    values.put("mail.smtp.writetimeout", milliseconds);
    values.put("mail.smtp.ssl.checkserveridentity", "true");
    values.put(
        "mail.smtp.starttls.enable", String.valueOf(settings.security() == MailSecurity.STARTTLS));
    values.put(
        "mail.smtp.starttls.required",
        String.valueOf(settings.security() == MailSecurity.STARTTLS));
    values.put("mail.smtp.ssl.enable", String.valueOf(settings.security() == MailSecurity.TLS));
    return values;
  }

  private String password() throws IOException {
    Path file = settings.passwordFile();
    if (file == null) {
      return "";
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.findFirst().orElse("").strip();
    }
  }

  private MimeMessage message(Session session, UUID id, String to, MailText text)
      throws MessagingException {
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", '<' + id.toString() + '@' + domain() + '>');
          }
        };
    message.setFrom(new InternetAddress(settings.from().strip(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    message.setSubject(VisibleText.of(text.subject()), "UTF-8");
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("Content-Language", text.language().equals("en") ? "en" : "zh-CN");
    message.setText(VisibleText.lines(text.body()), "UTF-8");
    message.saveChanges();
    return message;
  }

  private String domain() {
    String from = settings.from().strip();
    return from.substring(from.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
  }

  /** RFC 5321: what is refused at RCPT is a recipient, after DATA a mail, all else the server. */
  private static MailRefusedException refusal(Exception e, String to) {
    Exception told = e;
    Refused refused = Refused.SERVER;
    for (Exception one = e; one != null; one = next(one)) {
      if (one instanceof SMTPAddressFailedException recipient) {
        told = recipient;
        refused = refused(recipient.getReturnCode());
      } else if (one instanceof SMTPSendFailedException sent && isText(sent.getCommand())) {
        refused = sent.getReturnCode() == CLOSING ? Refused.SERVER : Refused.FOR_NOW;
      }
    }
    return new MailRefusedException(refused, reason(told, to), e);
  }

  private static @Nullable Exception next(Exception one) {
    return one instanceof MessagingException chained ? chained.getNextException() : null;
  }

  private static boolean isText(@Nullable String command) {
    return command != null && (command.equals("DATA") || command.strip().equals("."));
  }

  private static Refused refused(int code) {
    if (code == CLOSING || code == OUT_OF_ORDER || code == LOG_IN) {
      return Refused.SERVER;
    }
    return code >= FOR_GOOD ? Refused.FOR_GOOD : Refused.FOR_NOW;
  }

  private static String reason(Exception e, String to) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getMessage() == null) {
      cause = cause.getCause();
    }
    return (cause.getClass().getSimpleName() + ": " + cause.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replace(to, "…");
  }
}
