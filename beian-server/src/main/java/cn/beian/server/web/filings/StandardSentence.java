package cn.beian.server.web.filings;

import cn.beian.server.filings.review.ReviewedTopic;

/**
 * Sentences that a letter of gaps often needs; each is a text with the name of the answer in it.
 */
enum StandardSentence {
  EMPTY,
  UNCLEAR,
  ATTACHMENT_DIFFERS,
  ATTACHMENT_UNREADABLE,
  ATTACHMENT_WRONG,
  CONTRADICTS,
  NOT_MADE_GOOD;

  /** The one that an item begins with; whoever writes the letter chooses another. */
  static StandardSentence of(ReviewedTopic.Item item) {
    if (item.asked().isPresent()) {
      return NOT_MADE_GOOD;
    }
    if (item.empty()) {
      return EMPTY;
    }
    if (!item.odd().isEmpty()) {
      return CONTRADICTS;
    }
    return item.attached() ? ATTACHMENT_UNREADABLE : UNCLEAR;
  }
}
