package cn.beian.rules.text;

import cn.beian.rules.Node;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;

/**
 * Words by which a text is told apart before any rule looks at it.
 *
 * @param examples with which a text begins that is an example of what somebody might enter
 * @param noData of which an input holds one that asks for no data
 * @param freeText with which the words of an input end that takes any text
 * @param aroundItems what stands before or behind the name of an item in the words of an input
 */
public record Phrases(
    List<String> examples, List<String> noData, List<String> freeText, List<Pattern> aroundItems) {
  public Phrases {
    examples = List.copyOf(examples);
    noData = List.copyOf(noData);
    freeText = List.copyOf(freeText);
    aroundItems = List.copyOf(aroundItems);
  }

  /** Reads them from a rulebook. */
  public static Phrases parse(Node node, TextFolding folding) {
    node.only("examples", "noData", "freeText", "aroundItems");
    return new Phrases(
        terms(node.get("examples").items(), folding),
        terms(node.get("noData").items(), folding),
        terms(node.list("freeText"), folding), // earlier rulebooks have none
        node.get("aroundItems").items().stream().map(one -> pattern(of(one, "regex"))).toList());
  }

  private static List<String> terms(List<Node> list, TextFolding folding) {
    return list.stream().map(one -> folding.fold(of(one, "term").text())).toList();
  }

  /** The language is for people who tune it. */
  private static Node of(Node one, String member) {
    one.only("language", member).get("language").constant(Lexicon.Language.class);
    return one.get(member);
  }

  private static Pattern pattern(Node regex) {
    try {
      return Pattern.compile(regex.text());
    } catch (PatternSyntaxException e) {
      throw regex.refuse("not a regular expression: " + e.getDescription());
    }
  }

  /** Whether a folded text is an example, and so nothing that the app does. */
  boolean isExample(String folded) {
    return examples.stream().anyMatch(folded::startsWith);
  }

  /** Whether an input with these plain words asks for no data. */
  public boolean asksNoData(String plain) {
    return noData.stream().anyMatch(plain::contains);
  }

  /** Whether an input with these plain words takes any text: a note, a message, an opinion. */
  public boolean isFreeText(String plain) {
    return freeText.stream().anyMatch(plain::endsWith);
  }

  /** The words of an input without what stands around the name of an item. */
  public String withoutAround(String words) {
    String rest = words;
    for (Pattern around : aroundItems) {
      rest = around.matcher(rest).replaceAll("");
    }
    return rest;
  }
}
