package cn.beian.server.documents;

/**
 * What can be shown of a document.
 *
 * @param pages that it has
 * @param shown how many of them can be shown
 * @param text that stands in it as text, without what is drawn; may be cut
 */
public record DocumentText(Way way, int pages, int shown, String text) {
  static DocumentText unread(Way way) {
    return new DocumentText(way, 0, 0, "");
  }

  /** How it is shown. */
  public enum Way {
    /** Page by page, as pictures. */
    PAGES,
    /** As plain text. */
    TEXT,
    /** Not at all: its kind can only be saved. */
    SAVED_ONLY,
    /** Not at all: it is damaged or locked. */
    UNREADABLE,
    /** Not at all: it asks for more than may be spent on it. */
    TOO_MUCH,
    /** Not at this moment. */
    NOT_NOW
  }
}
