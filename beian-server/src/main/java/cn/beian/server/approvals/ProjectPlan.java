package cn.beian.server.approvals;

import cn.beian.filing.policies.AppForm;
import cn.beian.server.platform.InColumn;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a unit says of a project. Texts are empty while they are not written.
 *
 * @param audience a word of {@code app.audience}
 * @param cost of building, rebuilding or buying it, in 10,000 yuan
 * @param yearlyCost of running it, a year
 * @param payer the unit that pays for running it
 * @param fits whether it fits the plan; with the next four, the questions of R-01
 */
public record ProjectPlan(
    @InColumn("app_name") String name,
    ProjectWork work,
    AppForm form,
    String audience,
    String purpose,
    Optional<BigDecimal> cost,
    Optional<BigDecimal> yearlyCost,
    @InColumn("payer_id") UUID payer,
    String fits,
    @InColumn("overlap") String overlaps,
    String module,
    String collaboration,
    String sharing) {
  /** The five questions, by the names of their fields. */
  public static final List<String> QUESTIONS =
      List.of("fits", "overlaps", "module", "collaboration", "sharing");

  /** The answer to one of the five questions. */
  public String answer(String question) {
    return switch (question) {
      case "fits" -> fits;
      case "overlaps" -> overlaps;
      case "module" -> module;
      case "collaboration" -> collaboration;
      case "sharing" -> sharing;
      default -> throw new IllegalArgumentException(question);
    };
  }

  /** Fields that are still to be filled in, in the order of the form. */
  public List<String> missing() {
    Stream<String> first =
        Stream.of(
                audience.isEmpty() ? "audience" : "",
                purpose.isEmpty() ? "purpose" : "",
                cost.isEmpty() ? "cost" : "",
                yearlyCost.isEmpty() ? "yearlyCost" : "")
            .filter(field -> !field.isEmpty());
    return Stream.concat(first, QUESTIONS.stream().filter(one -> answer(one).isEmpty())).toList();
  }

  /** Whether staff at the grassroots are to use it. */
  public boolean grassroots() {
    return audience.equals("GRASSROOTS_STAFF") || audience.equals("ORGAN_AND_GRASSROOTS_STAFF");
  }
}
