package cn.beian.server.cases;

/**
 * The words of a letter in one language.
 *
 * @param title of the letter, without its number
 * @param html the letter as well-formed markup; what came from elsewhere is escaped in it
 */
public record LetterText(String title, String html) {
  public LetterText {
    if (title.isBlank() || html.isBlank()) {
      throw new IllegalArgumentException("a letter without words");
    }
  }
}
