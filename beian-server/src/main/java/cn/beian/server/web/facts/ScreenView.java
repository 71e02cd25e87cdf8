package cn.beian.server.web.facts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A screen as pages show it: what it is called, how one comes there, what stands on it. */
public final class ScreenView {
  private static final int FIRST_TEXTS = 10;

  private final String name;
  private final Ways ways;
  private final Set<String> texts = new LinkedHashSet<>();
  private int textCount;
  private int inputCount;
  private int controlCount;

  ScreenView(String name, Ways ways) {
    this.name = name;
    this.ways = ways;
  }

  /**
   * Another screen, to be linked to.
   *
   * @param known whether it is a screen of this package
   */
  public record Link(String name, String title, boolean known) {}

  void text(String text) {
    textCount++;
    if (texts.size() < FIRST_TEXTS) {
      texts.add(FactWords.cut(text));
    }
  }

  void input() {
    inputCount++;
  }

  void control() {
    controlCount++;
  }

  public String getName() {
    return name;
  }

  public String getTitle() {
    return FactWords.cut(ways.title(name));
  }

  public String getHow() {
    return ways.how(name).name();
  }

  /** The way to it without itself. */
  public List<Link> getWay() {
    List<String> way = ways.to(name);
    return links(way.subList(0, Math.max(0, way.size() - 1)));
  }

  public List<Link> getTargets() {
    return links(ways.targets(name));
  }

  public List<Link> getSources() {
    return links(ways.sources(name));
  }

  private List<Link> links(List<String> names) {
    List<Link> links = new ArrayList<>();
    names.stream()
        .limit(FactWords.MOST_LINKS)
        .forEach(one -> links.add(new Link(one, FactWords.cut(ways.title(one)), ways.has(one))));
    return links;
  }

  /** The first different texts. */
  public Set<String> getTexts() {
    return texts;
  }

  /** How many text facts stand on it in all. */
  public int getTextCount() {
    return textCount;
  }

  public int getInputCount() {
    return inputCount;
  }

  public int getControlCount() {
    return controlCount;
  }
}
