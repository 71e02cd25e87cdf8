package cn.beian.server.filings.review;

import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Topic;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.casefile.CaseFile;
import java.util.List;
import java.util.Optional;

/** A topic of a case as a reviewer reads it. */
public record ReviewedTopic(Topic topic, List<Item> items) {
  public ReviewedTopic {
    items = List.copyOf(items);
  }

  /**
   * Something that an answer contradicts, or that stands on it.
   *
   * @param value what is said there; empty of what is wrong by itself or has a finding
   * @param source number of an earlier filing or its app, or a rule; may be empty
   */
  public record Oddity(Why why, String value, String source) {
    static Oddity of(Why why, String value, String source) {
      return new Oddity(why, value, source);
    }

    /** Where it is known from. */
    public enum Why {
      PACKAGE,
      EARLIER,
      REGISTER,
      FINDING,
      WRONG
    }
  }

  /**
   * An answer.
   *
   * @param before what was submitted before, after a supplement; empty where nothing was, or
   *     nothing kept it
   * @param asked what the last list asked of it
   */
  public record Item(
      CaseFile.Entry entry,
      List<Oddity> odd,
      boolean changed,
      boolean empty,
      Optional<StoredAnswer> before,
      Optional<Gap> asked) {
    public Item {
      odd = List.copyOf(odd);
    }

    /** Whether it is looked at first. */
    public boolean first() {
      return !odd.isEmpty() || changed || empty || asked.isPresent();
    }

    /** What was submitted before, to be shown like an answer. */
    public CaseFile.Entry earlier() {
      return new CaseFile.Entry(entry.question(), entry.field(), before, false);
    }

    /** The document that answers it now, if one does. */
    public boolean attached() {
      return entry.stored().filter(one -> one.answer().origin() == Origin.ATTACHMENT).isPresent();
    }
  }

  public long odd() {
    return items.stream().filter(item -> !item.odd().isEmpty()).count();
  }

  public long changed() {
    return items.stream().filter(Item::changed).count();
  }

  public long empty() {
    return items.stream().filter(Item::empty).count();
  }

  /** What is looked at first. */
  public List<Item> first() {
    return items.stream().filter(Item::first).toList();
  }

  /** What has an answer, contradicts nothing and has not changed. */
  public List<Item> rest() {
    return items.stream().filter(item -> !item.first()).toList();
  }

  /** Whether nothing of it is looked at first. */
  public boolean quiet() {
    return first().isEmpty();
  }
}
