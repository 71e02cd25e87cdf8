package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Groups of entries that may be of one app. */
class AlikeAppsTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private static final UUID C = new UUID(0, 3);
  private static final UUID D = new UUID(0, 4);

  private static List<List<UUID>> groups(
      Set<UUID> inventoried, List<List<UUID>> distinct, List<List<UUID>> sharing) {
    AlikeApps alike = new AlikeApps(inventoried, distinct);
    sharing.forEach(alike::share);
    return alike.groups();
  }

  @Test
  void whoSharesANameWithOneOfAGroup_belongsToIt() {
    assertThat(groups(Set.of(A, B, C, D), List.of(), List.of(List.of(A, B), List.of(B, C, D))))
        .containsExactly(List.of(A, B, C, D));
    assertThat(groups(Set.of(A, B, C, D), List.of(), List.of(List.of(A, B), List.of(C, D))))
        .containsExactly(List.of(A, B), List.of(C, D));
  }

  @Test
  void oneThatIsNoneOfTheOthers_leavesItsGroup_andTheRestStays() {
    List<List<UUID>> apart = List.of(List.of(A, B), List.of(A, C));
    assertThat(groups(Set.of(A, B, C), apart, List.of(List.of(A, B, C))))
        .containsExactly(List.of(B, C));
    assertThat(groups(Set.of(A, B, C), List.of(List.of(A, B)), List.of(List.of(A, B, C))))
        .as("each still looks like the third")
        .satisfiesExactly(one -> assertThat(one).containsExactlyInAnyOrder(A, B, C));
  }

  @Test
  void entriesThatNoInventoryNames_areAlikeThroughOneThatItDoes() {
    assertThat(groups(Set.of(), List.of(), List.of(List.of(A, B)))).isEmpty();
    assertThat(groups(Set.of(C), List.of(), List.of(List.of(A, B, C))))
        .satisfiesExactly(one -> assertThat(one).containsExactlyInAnyOrder(A, B, C));
    assertThat(groups(Set.of(C), List.of(List.of(A, C), List.of(B, C)), List.of(List.of(A, B, C))))
        .isEmpty();
  }

  @Test
  void fiftyThousandOfOneName_takeNoTimeThatGrowsWithTheirSquare() {
    List<UUID> entries = IntStream.range(0, 50_000).mapToObj(i -> new UUID(0, i)).toList();
    List<List<UUID>> apart = new ArrayList<>();
    for (int i = 1; i < 50_000; i++) {
      apart.add(List.of(entries.get(0), entries.get(i)));
    }
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(5),
        () ->
            assertThat(groups(Set.copyOf(entries), apart, List.of(entries)))
                .satisfiesExactly(one -> assertThat(one).hasSize(49_999)));
  }
}
