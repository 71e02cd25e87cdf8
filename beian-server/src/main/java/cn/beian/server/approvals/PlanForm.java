package cn.beian.server.approvals;

import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.policies.AppForm;
import cn.beian.server.cases.FreeText;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.OrganizationSearch;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.StorableText;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads what a unit typed of a project. */
@Component
class PlanForm {
  /** What a project may be for. */
  static final Set<AppForm> FORMS =
      EnumSet.of(AppForm.APP, AppForm.MINI_PROGRAM, AppForm.QUICK_APP);

  private static final int NAME = 200;

  /** Amounts in 10,000 yuan, two places after the point. */
  private static final String AMOUNT = "[0-9]{1,9}([.][0-9]{1,2})?";

  private final OrganizationSearch units;

  PlanForm(OrganizationSearch units) {
    this.units = units;
  }

  /** Words of {@code app.audience}. */
  static List<String> audiences() {
    return FieldDictionary.find("app.audience").orElseThrow().choices();
  }

  /**
   * The plan that was typed. A draft needs its name alone.
   *
   * @param own the unit, which pays itself where it names no other
   * @throws RejectedInput naming everything that cannot be taken
   */
  ProjectPlan read(Map<String, String> typed, Organization own, ApprovalProcedure procedure) {
    List<Problem> problems = new ArrayList<>();
    String name = text(typed, "name");
    if (name.isEmpty()) {
      problems.add(procedure.problem("name", "name"));
    } else if (name.codePointCount(0, name.length()) > NAME
        || name.chars().anyMatch(Character::isISOControl)
        || !StorableText.storable(name)) {
      problems.add(procedure.problem("name", "long", NAME));
    }
    for (String field : texts()) {
      String text = text(typed, field);
      if (!FreeText.fits(text, FreeText.LONG) || !StorableText.storable(text)) {
        problems.add(procedure.problem(field, "long", FreeText.LONG));
      }
    }
    Optional<ProjectWork> work = constant(ProjectWork.class, text(typed, "work"));
    if (work.isEmpty()) {
      problems.add(procedure.problem("work", "work"));
    }
    Optional<AppForm> form = constant(AppForm.class, text(typed, "form")).filter(FORMS::contains);
    if (form.isEmpty()) {
      problems.add(procedure.problem("form", "form"));
    }
    String audience = text(typed, "audience");
    if (!audience.isEmpty() && !audiences().contains(audience)) {
      problems.add(procedure.problem("audience", "audience"));
    }
    for (String field : List.of("cost", "yearlyCost")) {
      if (!digits(typed, field).isEmpty() && !digits(typed, field).matches(AMOUNT)) {
        problems.add(procedure.problem(field, "amount." + field));
      }
    }
    List<Organization> payers =
        text(typed, "payer").isEmpty() ? List.of(own) : units.named(text(typed, "payer"));
    if (payers.size() != 1) {
      problems.add(procedure.problem("payer", payers.isEmpty() ? "payer" : "payer.several"));
    }
    RejectedInput.throwIfAny(problems);
    return plan(typed, name, work.orElseThrow(), form.orElseThrow(), audience, payers.get(0).id());
  }

  private static ProjectPlan plan(
      Map<String, String> typed,
      String name,
      ProjectWork work,
      AppForm form,
      String audience,
      UUID payer) {
    return new ProjectPlan(
        name,
        work,
        form,
        audience,
        text(typed, "purpose"),
        amount(digits(typed, "cost")),
        amount(digits(typed, "yearlyCost")),
        payer,
        text(typed, "fits"),
        text(typed, "overlaps"),
        text(typed, "module"),
        text(typed, "collaboration"),
        text(typed, "sharing"));
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(ProjectPlan.QUESTIONS);
    texts.add(0, "purpose");
    return texts;
  }

  private static Optional<BigDecimal> amount(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text).setScale(2));
  }

  private static String text(Map<String, String> typed, String field) {
    return typed.getOrDefault(field, "").strip();
  }

  /** An amount as typed, with plain digits and point where a Chinese keyboard wrote wide ones. */
  private static String digits(Map<String, String> typed, String field) {
    return Normalizer.normalize(text(typed, field), Normalizer.Form.NFKC).strip();
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
    return EnumSet.allOf(type).stream().filter(one -> one.name().equals(name)).findFirst();
  }
}
