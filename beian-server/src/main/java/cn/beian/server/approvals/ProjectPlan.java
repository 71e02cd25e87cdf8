package cn.beian.server.approvals;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.policies.ProjectWork;
import cn.beian.filing.procedures.ApprovalDeclaration;
import cn.beian.server.cases.EnteredForm;
import cn.beian.server.platform.InColumn;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Project as its unit describes it. Texts are empty while they are not written.
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
  public static final List<String> QUESTIONS = ApprovalDeclaration.QUESTIONS;

  /**
   * What it says, by field of the form: the unit that pays by its id, nothing where it is empty.
   */
  public Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.putAll(Map.of("name", name, "work", work.name(), "form", form.name()));
    values.putAll(Map.of("audience", audience, "purpose", purpose, "payer", payer.toString()));
    values.putAll(Map.of("cost", amount(cost), "yearlyCost", amount(yearlyCost)));
    values.putAll(Map.of("fits", fits, "overlaps", overlaps, "module", module));
    values.putAll(Map.of("collaboration", collaboration, "sharing", sharing));
    return values;
  }

  private static String amount(Optional<BigDecimal> amount) {
    return amount.map(EnteredForm::plain).orElse("");
  }

  /** Whether staff at the grassroots are to use it. */
  public boolean grassroots() {
    return audience.equals("GRASSROOTS_STAFF") || audience.equals("ORGAN_AND_GRASSROOTS_STAFF");
  }
}
