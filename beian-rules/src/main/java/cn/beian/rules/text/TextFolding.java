package cn.beian.rules.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Brings spellings of one word together, with a table of our own, so that every JDK gives the same
 * result: full width and ASCII capitals to lower-case ASCII, traditional to simplified characters,
 * invisible characters and emoji dropped, dots and spaces dropped that part a single Chinese
 * character from others, strokes that part a single Chinese character from the next dropped,
 * Cyrillic and Greek letters that look Latin to Latin ones, {@code @} within a Latin word to {@code
 * a}, all white space one space.
 */
public final class TextFolding {
  /** Letters that look like a Latin one, and that one. */
  private static final String LOOK_ALIKE =
      "аaеeоoрpсcуyхxкkіiѕsјjԁdһhԛqԝwвbнhтtмmАaЕeОoРpСcУyХxКkІiЅsЈjВbНhТtМm"
          + "αaοoιiκkνvρpτtυuχxεeΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxɡgɑaıi";

  private static final int BLOCK_BITS = 8;
  private static final int BLOCK = 1 << BLOCK_BITS;
  private static final int BLOCKS = 1 << (Character.SIZE - BLOCK_BITS);
  private static final char[] NOT_MADE = {};

  private final Map<Character, Character> variants = new HashMap<>();

  private final char[][] plain = new char[BLOCKS][];

  /**
   * A folding that also maps characters.
   *
   * @param pairs each a variant and the character that it is folded to, e.g. {@code 簽签}
   */
  public TextFolding(Iterable<String> pairs) {
    Arrays.fill(plain, NOT_MADE);
    for (int i = 0; i < LOOK_ALIKE.length(); i += 2) {
      variants.put(LOOK_ALIKE.charAt(i), LOOK_ALIKE.charAt(i + 1));
    }
    for (String pair : pairs) {
      variants.put(pair.charAt(0), pair.charAt(1));
    }
  }

  /**
   * What the character becomes whatever stands beside it; 0 where that matters. Blocks are made
   * when a text first needs one; a thread that sees another's half made still reads 0, which is
   * never wrong.
   */
  private char plain(char c) {
    char[] block = plain[c >> BLOCK_BITS];
    return (block == NOT_MADE ? block(c >> BLOCK_BITS) : block)[c & (BLOCK - 1)];
  }

  private char[] block(int number) {
    char[] block = new char[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      char c = (char) (number << BLOCK_BITS | i);
      block[i] = alone(c) ? folded(c) : 0;
    }
    plain[number] = block;
    return block;
  }

  /** Whether neither the character nor what it is folded to depends on what stands beside it. */
  private boolean alone(char c) {
    char folded = folded(c);
    return !invisible(c) && !pictures(c) && !blank(folded) && !stroke(folded) && folded != '@';
  }

  /** The folded text: the same one where nothing of it is folded. */
  public String fold(String text) {
    int same = 0;
    while (same < text.length() && isPlain(text.charAt(same))) {
      same++;
    }
    return same == text.length() ? text : fold(text, same);
  }

  private boolean isPlain(char c) {
    return c != 0 && plain(c) == c;
  }

  /** Folds from a character on; those before stay as they are. */
  private String fold(String text, int from) {
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, from);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      char plain = plain(c);
      if (plain != 0) {
        out.append(plain);
        continue;
      }
      if (invisible(c)) {
        continue;
      }
      if (emoji(text, i)) {
        i++;
        continue;
      }
      c = folded(c);
      if (blank(c) && out.length() > 0) {
        char before = out.charAt(out.length() - 1);
        if (chinese(before)) {
          int next = afterBlanks(text, i);
          if (next == text.length()
              || (chinese(folded(text.charAt(next))) && !partsWords(text, next, out))) {
            i = next - 1;
            continue;
          }
        }
        if (before == ' ' && c == ' ') {
          continue;
        }
      } else if (c == ' ') {
        continue;
      } else if (stroke(c) && parts(text, i, out)) {
        out.setLength(withoutBlank(out));
        continue;
      }
      out.append(c == '@' && withinWord(text, i, out) ? 'a' : c);
    }
    return out.toString();
  }

  /**
   * Whether what stands before and what follows are two characters or more, so words of their own.
   */
  private boolean partsWords(String text, int next, StringBuilder before) {
    return before.length() > 1
        && chinese(before.charAt(before.length() - 2))
        && next + 1 < text.length()
        && chinese(folded(text.charAt(next + 1)));
  }

  /** Whether a stroke stands between a single Chinese character and the next one. */
  private boolean parts(String text, int at, StringBuilder before) {
    int length = withoutBlank(before);
    int next = afterBlanks(text, at + 1);
    return length > 0
        && chinese(before.charAt(length - 1))
        && (length == 1 || !chinese(before.charAt(length - 2)))
        && next < text.length()
        && chinese(folded(text.charAt(next)));
  }

  private static int withoutBlank(StringBuilder text) {
    int length = text.length();
    return length > 0 && text.charAt(length - 1) == ' ' ? length - 1 : length;
  }

  private boolean withinWord(String text, int at, StringBuilder before) {
    int next = afterBlanks(text, at + 1);
    return !before.isEmpty()
        && lower(before.charAt(before.length() - 1))
        && next < text.length()
        && lower(folded(text.charAt(next)));
  }

  private static boolean stroke(char c) {
    return "-_*|./~+^#\\\u2010\u2011\u2012\u2013\u2014\u2015\u00B0\u00D7\u2026\u2192".indexOf(c)
            >= 0
        || within(c, '\u25A0', '\u27BF');
  }

  /**
   * Begins a pair of surrogates of emoji and pictographs, U+1F000 to U+1FBFF, or of tags, which do
   * not show, U+E0000 to U+E0FFF.
   */
  private static boolean pictures(char c) {
    return within(c, '\uD83C', '\uD83E') || tags(c);
  }

  private static boolean emoji(String text, int at) {
    return pictures(text.charAt(at))
        && at + 1 < text.length()
        && within(text.charAt(at + 1), '\uDC00', '\uDFFF');
  }

  private char folded(char c) {
    if (c <= ' ' || c == '\u3000' || c == '\u00A0') {
      return ' ';
    }
    if (c >= '\uFF01' && c <= '\uFF5E') {
      c = (char) (c - 0xFEE0);
    }
    if (c >= 'A' && c <= 'Z') {
      return (char) (c + 32);
    }
    return c < 0x80 ? c : variants.getOrDefault(c, c);
  }

  private int afterBlanks(String text, int from) {
    int i = from;
    while (i < text.length()) {
      if (emoji(text, i)) {
        i += 2;
      } else if (invisible(text.charAt(i)) || blank(folded(text.charAt(i)))) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private static boolean blank(char c) {
    return c == ' ' || separator(c);
  }

  static boolean chinese(char c) {
    return within(c, '\u4E00', '\u9FFF') || within(c, '\u3400', '\u4DBF');
  }

  private static boolean separator(char c) {
    return c == '\u00B7' || c == '\u30FB' || c == '\u2022' || c == '\u2027';
  }

  /** The text without the characters that do not show: the same one where it has none. */
  public static String shown(String text) {
    int same = 0;
    while (same < text.length() && !hides(text, same)) {
      same++;
    }
    if (same == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, same);
    for (int i = same; i < text.length(); i++) {
      if (!hides(text, i)) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  private static boolean hides(String text, int at) {
    char c = text.charAt(at);
    if (c < '\u007F') {
      return c < ' ' && control(c);
    }
    return invisible(c) || (c >= '\uDB40' && tag(text, at));
  }

  /**
   * Zero width, joiners, direction marks, soft hyphen, fillers, variation selectors, controls (most
   * of Unicode's Default_Ignorable_Code_Point, and Cc without white space), an object that is none,
   * the pattern of Braille without dots.
   */
  private static boolean invisible(char c) {
    return control(c)
        || c == '\u00AD'
        || c == '\u034F'
        || c == '\u061C'
        || within(c, '\u115F', '\u1160')
        || within(c, '\u17B4', '\u17B5')
        || within(c, '\u180B', '\u180F')
        || within(c, '\u200B', '\u200F')
        || within(c, '\u202A', '\u202E')
        || within(c, '\u2060', '\u206F')
        || c == '\u3164'
        || within(c, '\uFE00', '\uFE0F')
        || c == '\uFEFF'
        || c == '\uFFA0'
        || within(c, '\uFFF0', '\uFFFC')
        || c == '\u2800';
  }

  private static boolean control(char c) {
    return c < '\t' || within(c, '\u000E', '\u001F') || within(c, '\u007F', '\u009F');
  }

  /** One half of a pair of surrogates of the plane of tags, U+E0000 to U+E0FFF. */
  private static boolean tag(String text, int at) {
    char c = text.charAt(at);
    return tags(c)
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : Character.isLowSurrogate(c) && at > 0 && tags(text.charAt(at - 1));
  }

  private static boolean tags(char c) {
    return within(c, '\uDB40', '\uDB43');
  }

  private static boolean within(char c, char first, char last) {
    return c >= first && c <= last;
  }

  /**
   * Splits a name into lower-case words: {@code onCheckInTap} becomes {@code _on_check_in_tap_}.
   * Everything that is neither letter nor digit parts words, as do case and the change between
   * letters and digits.
   */
  public static String words(String name) {
    char[] out = new char[2 * name.length() + 2];
    int length = 0;
    out[length++] = '_';
    char before = '_';
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean upper = upper(c);
      boolean digit = digit(c);
      boolean parts = c < 0x80 && !upper && !digit && !lower(c);
      boolean begins =
          digit != digit(before)
              || (upper
                  && (lower(before)
                      || (upper(before) && i + 1 < name.length() && lower(name.charAt(i + 1)))));
      if ((parts || begins) && out[length - 1] != '_') {
        out[length++] = '_';
      }
      if (!parts) {
        out[length++] = upper ? (char) (c + 32) : c;
      }
      before = c;
    }
    if (out[length - 1] != '_') {
      out[length++] = '_';
    }
    return new String(out, 0, length);
  }

  private static boolean digit(char c) {
    return within(c, '0', '9');
  }

  private static boolean lower(char c) {
    return within(c, 'a', 'z');
  }

  private static boolean upper(char c) {
    return within(c, 'A', 'Z');
  }
}
