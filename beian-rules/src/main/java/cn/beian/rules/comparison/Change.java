package cn.beian.rules.comparison;

import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.LocalText;
import cn.beian.rules.Reason;
import java.util.List;
import java.util.Locale;

/**
 * One thing in which a version is other than the one before, as a person who files would say it.
 *
 * @param due what it calls for by itself
 * @param reason stable code and parameters
 * @param subject what the sentence calls {@code {subject}}; both empty where it names nothing
 * @param evidence where the later version shows it, or the earlier one did; at most {@link
 *     Finding#MAX_EVIDENCE}
 */
public record Change(Proposal due, Reason reason, LocalText subject, List<Evidence> evidence) {
  static final LocalText NONE = new LocalText("", "");

  public Change {
    evidence = evidence.stream().limit(Finding.MAX_EVIDENCE).toList();
  }

  static Change of(Proposal due, Reason reason, List<Evidence> evidence) {
    return new Change(due, reason, NONE, evidence);
  }

  /** The sentence in Chinese for a Chinese locale, else in English. */
  public String text(Locale locale) {
    return reason.text(locale).replace("{subject}", subject.in(locale));
  }
}
