package cn.beian.server.notifications;

import cn.beian.server.cases.Worklist;
import cn.beian.server.platform.PublicAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What mails say: what to do, by when and where. Beside the names of the app and of the unit they
 * hold nothing of a case, and nothing that lets anybody in.
 */
@Component
class MailComposer {
  /** Cases of a daily mail; others are read in the inbox. */
  static final int MOST = 20;

  private final MessageSource messages;
  private final Worklist worklist;
  private final PublicAddress address;

  MailComposer(MessageSource messages, Worklist worklist, PublicAddress address) {
    this.messages = messages;
    this.worklist = worklist;
    this.address = address;
  }

  NotificationText words(String language) {
    return new NotificationText(messages, Locale.forLanguageTag(language), worklist);
  }

  /** The code that verifies an address. */
  MailText code(String language, String code, long hours) {
    NotificationText words = words(language);
    return new MailText(
        language,
        words.text("notifications.mail.code.subject"),
        words.text("notifications.mail.code.body", code, address.of("/account/mail"), hours)
            + '\n');
  }

  /** One notification. */
  MailText one(String language, Notification one) {
    NotificationText words = words(language);
    return new MailText(
        language,
        words.text("notifications.mail.subject", words.sentence(one), words.title(one)),
        entry(words, one) + end(words));
  }

  /** Those since the last daily mail, oldest first. */
  MailText daily(String language, List<Notification> all) {
    NotificationText words = words(language);
    String entries =
        all.stream().limit(MOST).map(one -> entry(words, one)).collect(Collectors.joining("\n"));
    String more =
        all.size() > MOST
            ? '\n' + words.text("notifications.mail.more") + '\n' + address.of("/inbox") + '\n'
            : "";
    return new MailText(
        language, words.text("notifications.mail.daily"), entries + more + end(words));
  }

  private String entry(NotificationText words, Notification one) {
    String sponsor = words.sponsor(one);
    String due = words.due(one);
    return words.title(one)
        + (sponsor.isEmpty() ? "" : " · " + sponsor)
        + '\n'
        + words.sentence(one)
        + (due.isEmpty() ? "" : words.text("notifications.mail.due", due))
        + '\n'
        + address.of(words.path(one))
        + '\n';
  }

  private String end(NotificationText words) {
    return "\n-- \n" + words.text("notifications.mail.why", address.of("/account/mail")) + '\n';
  }
}
