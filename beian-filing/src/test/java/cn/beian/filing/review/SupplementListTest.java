package cn.beian.filing.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.beian.filing.form.Question;
import cn.beian.filing.review.SupplementList.Item;
import cn.beian.filing.review.SupplementList.Refusal;
import cn.beian.filing.review.SupplementList.Refused;
import cn.beian.filing.review.SupplementList.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SupplementListTest {
  private static final Question PLAN = Question.once("operation.technicalPlan");
  private static final Question RULES = Question.once("operation.rules");
  private static final Question BUILDER = Question.once("operation.builder");

  private static final SupplementList FIRST =
      new SupplementList(
          1, List.of(item("1", PLAN, Optional.empty()), item("2", RULES, Optional.empty())));

  private static Item item(String id, Question question, Optional<String> follows) {
    return new Item(id, question, "please attach it", follows);
  }

  private static Optional<Refusal> refusal(Item item, Reply... replies) {
    return FIRST.sift(List.of(replies), List.of(item)).refused().stream()
        .map(Refused::why)
        .findFirst();
  }

  @Test
  void secondList_whatTheAnswerLeftOpen_isAdmitted() {
    Item again = item("3", PLAN, Optional.of("1"));
    assertThat(refusal(again, new Reply("1", Set.of(PLAN)))).isEmpty();
    assertThat(refusal(again)).as("no reply at all").isEmpty();
  }

  @Test
  void secondList_whatTheAnswerMadeNew_isAdmitted() {
    Item builder = item("3", BUILDER, Optional.of("1"));
    assertThat(refusal(builder, new Reply("1", Set.of(PLAN, BUILDER)))).isEmpty();
  }

  @Test
  void secondList_anythingElse_isRefusedWithItsReason() {
    Reply answered = new Reply("1", Set.of(PLAN));
    for (Optional<String> follows : List.of(Optional.of("1"), Optional.of("9"))) {
      assertThat(refusal(item("3", BUILDER, follows), answered))
          .contains(Refusal.NOT_FROM_THE_ANSWER);
    }
    assertThat(refusal(item("3", BUILDER, Optional.empty()), answered))
        .contains(Refusal.NOT_FROM_THE_ANSWER);
  }

  @Test
  void next_withARefusedItem_isNotDrawnUp() {
    List<Item> late = List.of(item("3", BUILDER, Optional.empty()));
    assertThatIllegalArgumentException().isThrownBy(() -> FIRST.next(List.of(), late));
    assertThat(FIRST.next(List.of(), List.of(item("3", PLAN, Optional.of("1")))).round())
        .isEqualTo(2);
  }

  @Test
  void list_emptyOrWithTheSameIdTwice_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SupplementList(1, List.of()));
    Item one = item("1", PLAN, Optional.empty());
    assertThatIllegalArgumentException().isThrownBy(() -> new SupplementList(1, List.of(one, one)));
  }
}
