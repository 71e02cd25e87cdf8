package cn.beian.ledger;

import cn.beian.ledger.tree.ProofException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Messages for people, in Chinese and English; exceptions carry the text for the log. */
public final class LedgerMessages {
  private final Locale locale;
  private final ResourceBundle bundle;

  /**
   * Chinese for every Chinese locale, otherwise English.
   *
   * @param reader the language to write in
   */
  public LedgerMessages(Locale reader) {
    boolean chinese = reader.getLanguage().equals(Locale.CHINESE.getLanguage());
    this.locale = chinese ? Locale.CHINESE : Locale.ENGLISH;
    this.bundle =
        ResourceBundle.getBundle(
            "cn.beian.ledger.messages",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Why verification of a proof failed. */
  public String text(ProofException.Code code) {
    return bundle.getString("ledger.proof." + code);
  }

  /** Why signing was refused, and what to do. */
  public String text(PublishRefusedException.Code code) {
    return bundle.getString("ledger.publish." + code);
  }

  /** A fault found by fsck: kind, place, expected and found value. */
  public String text(Fault fault) {
    return new MessageFormat(bundle.getString("ledger.fault." + fault.kind()), locale)
        .format(
            new Object[] {
              Long.toString(fault.at()),
              Integer.toString(fault.level()),
              fault.expected(),
              found(fault)
            });
  }

  private String found(Fault fault) {
    return switch (fault.kind()) {
      case CHECKPOINT_UNREADABLE, CHECKPOINT_SIGNATURE ->
          text(ProofException.Code.valueOf(fault.found()));
      default -> fault.found();
    };
  }
}
