package cn.beian.filing.review;

import cn.beian.filing.form.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The gaps, all sent to a sponsor in one notification.
 *
 * @param round 1 for the first list
 * @param items at least one, ids unique
 */
public record SupplementList(int round, List<Item> items) {
  /**
   * @throws IllegalArgumentException if there is no item, or two have the same id
   */
  public SupplementList {
    items = List.copyOf(items);
    Set<String> ids = new HashSet<>();
    if (items.isEmpty() || !items.stream().map(Item::id).allMatch(ids::add)) {
      throw new IllegalArgumentException("a list has items, each with its own id");
    }
  }

  /**
   * One demand.
   *
   * @param id unique in the list
   * @param question the question it is about
   * @param demand what is missing and how to fix it, in words for the sponsor
   * @param follows in a later list: the item of the previous list whose answer gave rise to it
   */
  public record Item(String id, Question question, String demand, Optional<String> follows) {
    /**
     * @throws IllegalArgumentException if the demand is blank
     */
    public Item {
      if (demand.isBlank()) {
        throw new IllegalArgumentException(id + ": a demand says what is missing");
      }
    }
  }

  /**
   * The effect of the sponsor's answer on an item.
   *
   * @param itemId the item
   * @param changed the questions whose answers were given or changed with it
   */
  public record Reply(String itemId, Set<Question> changed) {
    public Reply {
      changed = Set.copyOf(changed);
    }
  }

  /** Why an item is not allowed on a later list. */
  public enum Refusal {
    /**
     * Its question is neither that of the item it follows nor changed by the answer. An item that
     * follows none belonged on the previous list.
     */
    NOT_FROM_THE_ANSWER
  }

  /**
   * The result of preparing a later list.
   *
   * @param admitted items that are allowed on it; if empty, nothing more may be requested
   * @param refused the others, with the reason
   */
  public record Next(List<Item> admitted, List<Refused> refused) {
    public Next {
      admitted = List.copyOf(admitted);
      refused = List.copyOf(refused);
    }
  }

  /** An item that may not be asked. */
  public record Refused(Item item, Refusal why) {}

  /**
   * Filters the items that reviewers propose after the answer to this list: only what the answer
   * left open or changed is allowed. The reviewer decides whether an answer meets the demand, by
   * asking again.
   *
   * @param replies one for each item that was answered; an item without reply is open
   */
  public Next sift(List<Reply> replies, List<Item> proposed) {
    List<Item> admitted = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (Item item : proposed) {
      Optional<Refusal> refusal = refusal(item, replies);
      if (refusal.isPresent()) {
        refused.add(new Refused(item, refusal.get()));
      } else {
        admitted.add(item);
      }
    }
    return new Next(admitted, refused);
  }

  private Optional<Refusal> refusal(Item item, List<Reply> replies) {
    Optional<Item> before =
        item.follows().flatMap(id -> items.stream().filter(i -> i.id().equals(id)).findFirst());
    boolean again = before.filter(one -> one.question().equals(item.question())).isPresent();
    boolean changed =
        replies.stream()
            .filter(reply -> before.filter(one -> one.id().equals(reply.itemId())).isPresent())
            .anyMatch(reply -> reply.changed().contains(item.question()));
    return again || changed ? Optional.empty() : Optional.of(Refusal.NOT_FROM_THE_ANSWER);
  }

  /**
   * The next list.
   *
   * @throws IllegalArgumentException if an item is refused or no items remain
   */
  public SupplementList next(List<Reply> replies, List<Item> proposed) {
    Next next = sift(replies, proposed);
    if (!next.refused().isEmpty()) {
      throw new IllegalArgumentException("not on a later list: " + next.refused());
    }
    return new SupplementList(round + 1, next.admitted());
  }
}
