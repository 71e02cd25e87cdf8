package cn.beian.filing.form;

import cn.beian.filing.Messages;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Recognises from a file name which question a document answers: by the labels of the fields and
 * the words of {@code document-names.properties}, in both languages.
 */
public final class DocumentNames {
  /** Prefix of a topic name, for a document that answers the whole topic. */
  public static final String WHOLE = "@";

  private static final String WORDS = "/cn/beian/filing/document-names.properties";
  private static final Map<String, List<String>> BY_ANSWER = read();

  private DocumentNames() {}

  /** The answers for which words are known: ids of fields, and {@code @TOPIC}. */
  static Map<String, List<String>> words() {
    return BY_ANSWER;
  }

  /**
   * The answer whose matching word in the name is the longest; empty if no word matches, or if two
   * match equally well.
   *
   * @param answers the candidates: ids of fields, and {@code @TOPIC}
   */
  public static Optional<String> answer(String fileName, Collection<String> answers) {
    String name = folded(fileName.replaceFirst("\\.[A-Za-z0-9]{1,5}$", ""));
    Optional<String> best = Optional.empty();
    int longest = 0;
    boolean tied = false;
    for (String one : answers) {
      int length =
          BY_ANSWER.getOrDefault(one, List.of()).stream()
              .filter(name::contains)
              .mapToInt(String::length)
              .max()
              .orElse(0);
      tied = length == longest ? tied || length > 0 : length < longest && tied;
      if (length > longest) {
        longest = length;
        best = Optional.of(one);
      }
    }
    return tied ? Optional.empty() : best;
  }

  /** Keeps letters and digits only, full width as half width, upper case as lower case. */
  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static Map<String, List<String>> read() {
    Properties written = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(DocumentNames.class.getResourceAsStream(WORDS)),
            StandardCharsets.UTF_8)) {
      written.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, List<String>> words = new LinkedHashMap<>();
    for (FormField field : FieldDictionary.fields()) {
      if (field.takesDocument()) {
        List<String> labels = words.computeIfAbsent(field.id(), id -> new ArrayList<>());
        for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
          labels.add(folded(Messages.in(language).text("field." + field.id())));
        }
      }
    }
    written
        .stringPropertyNames()
        .forEach(
            answer -> {
              List<String> known = words.computeIfAbsent(answer, id -> new ArrayList<>());
              for (String word : written.getProperty(answer).split(",", -1)) {
                known.add(folded(word));
              }
            });
    return words;
  }
}
