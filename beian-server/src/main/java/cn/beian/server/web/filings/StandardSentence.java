package cn.beian.server.web.filings;

import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.filings.review.ReviewedTopic;
import cn.beian.server.filings.review.ReviewedTopic.Oddity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sentences that a letter of gaps often needs; each is a text with the name of the answer in it.
 */
enum StandardSentence {
  EMPTY,
  NONE_WITHOUT_GROUND,
  UNCLEAR,
  ATTACHMENT_DIFFERS,
  ATTACHMENT_UNREADABLE,
  ATTACHMENT_WRONG,
  CONTRADICTS,
  /** A test found something about it; nothing contradicts the answer. */
  EXPLAIN,
  INVALID,
  NOT_MADE_GOOD,
  /** Of a change of information alone. */
  MAJOR_CHANGE;

  private static final Set<Oddity.Why> CONTRADICTIONS =
      EnumSet.of(Oddity.Why.PACKAGE, Oddity.Why.EARLIER, Oddity.Why.REGISTER);

  /** Those that fit an application. */
  static List<StandardSentence> of(ApplicationKind kind) {
    return Stream.of(values())
        .filter(one -> one != MAJOR_CHANGE || kind == ApplicationKind.CHANGE)
        .toList();
  }

  /** The one that an item begins with; whoever writes the letter chooses another. */
  static StandardSentence of(ReviewedTopic.Item item) {
    if (item.asked().isPresent()) {
      return NOT_MADE_GOOD;
    }
    if (item.empty()) {
      return item.entry().stored().isPresent() ? NONE_WITHOUT_GROUND : EMPTY;
    }
    List<Oddity.Why> odd = item.odd().stream().map(Oddity::why).toList();
    if (odd.stream().anyMatch(CONTRADICTIONS::contains)) {
      return CONTRADICTS;
    }
    if (odd.contains(Oddity.Why.WRONG)) {
      return INVALID;
    }
    if (odd.contains(Oddity.Why.FINDING)) {
      return EXPLAIN;
    }
    return item.attached() ? ATTACHMENT_UNREADABLE : UNCLEAR;
  }
}
