package cn.beian.server.web.portal;

import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.NumberKind;
import cn.beian.filing.states.RecordState;
import cn.beian.server.endings.Endings;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Register;
import cn.beian.server.records.RegisterFilter;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The register to leaf through: by region, kind, state, month and sponsor. */
@Controller
class RegisterController {
  private static final String PAGE = "portal/register";
  private static final List<String> FIELDS =
      List.of("region", "division", "kind", "state", "month", "sponsor");

  private static final List<RecordState> STATES =
      List.of(
          RecordState.FILED,
          RecordState.RECTIFYING,
          RecordState.SHUTTING_DOWN,
          RecordState.DEREGISTERED,
          RecordState.REVOKED);

  private static final int LONGEST_SPONSOR = 100;
  private static final int MOST_BEFORE = 1_000_000_000;

  private final Register register;
  private final Endings endings;

  RegisterController(Register register, Endings endings) {
    this.register = register;
    this.endings = endings;
  }

  /** A line of the list. */
  record Line(PublicRecord record, String region, char kind) {
    /** Region and kind stand in the number, so they are public of every record. */
    static Line of(PublicRecord record) {
      String number = record.number();
      return new Line(record, number.substring(5, 7), number.charAt(3));
    }
  }

  @GetMapping("/register")
  String page(
      @RequestParam Map<String, String> input,
      @RequestParam(defaultValue = "0") long before,
      @RequestParam(defaultValue = "0") int shown,
      Model model,
      HttpServletResponse response) {
    Map<String, String> asked = asked(input);
    model.addAttribute("regions", DivisionCode.REGIONS);
    model.addAttribute("kinds", NumberKind.values());
    model.addAttribute("states", STATES);
    model.addAttribute(
        "unfolded",
        FIELDS.stream()
            .anyMatch(one -> !one.equals("sponsor") && !asked.getOrDefault(one, "").isEmpty()));
    Form.show(model, asked);
    try {
      int above = Math.max(0, Math.min(MOST_BEFORE, shown));
      show(asked, before, above, model);
    } catch (RejectedInput rejected) {
      Form.reject(model, asked, rejected, response);
    }
    return PAGE;
  }

  private void show(Map<String, String> asked, long before, int above, Model model) {
    RegisterFilter filter = filter(asked);
    OptionalLong from = before > 0 ? OptionalLong.of(before) : OptionalLong.empty();
    Register.Page page = register.page(filter, from);
    model.addAttribute("lines", page.records().stream().map(Line::of).toList());
    model.addAttribute("reported", endings.reported(page.records()));
    model.addAttribute("page", page);
    model.addAttribute("above", above);
    model.addAttribute("later", before > 0);
    model.addAttribute("filtered", !filter.equals(RegisterFilter.ALL));
    model.addAttribute("newest", address(asked).build().toUriString());
    page.older()
        .ifPresent(
            older ->
                model.addAttribute(
                    "older",
                    address(asked)
                        .queryParam("before", older)
                        .queryParam("shown", above + page.records().size())
                        .build()
                        .toUriString()));
  }

  private static UriComponentsBuilder address(Map<String, String> asked) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath("/register");
    Map<String, Object> values = new HashMap<>();
    asked.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            address.queryParam(name, "{" + name + "}");
            values.put(name, value);
          }
        });
    return address.encode().uriVariables(values);
  }

  private static Map<String, String> asked(Map<String, String> input) {
    Map<String, String> asked = new HashMap<>();
    for (String field : FIELDS) {
      String value = input.getOrDefault(field, "").strip();
      asked.put(field, value.substring(0, Math.min(LONGEST_SPONSOR, value.length())));
    }
    return asked;
  }

  /**
   * What is wanted; a division that is typed goes before the province that was chosen.
   *
   * @throws RejectedInput for what is no division, kind, state or month
   */
  private static RegisterFilter filter(Map<String, String> asked) {
    List<Problem> problems = new ArrayList<>();
    Optional<DivisionCode> region = region(asked, problems);
    Optional<NumberKind> kind =
        chosen(asked.getOrDefault("kind", ""), Stream.of(NumberKind.values()), "kind", problems);
    Optional<RecordState> state =
        chosen(asked.getOrDefault("state", ""), STATES.stream(), "state", problems);
    Optional<YearMonth> month = month(asked.getOrDefault("month", ""), problems);
    RejectedInput.throwIfAny(problems);
    return new RegisterFilter(region, kind, state, month, asked.getOrDefault("sponsor", ""));
  }

  private static Optional<DivisionCode> region(Map<String, String> asked, List<Problem> problems) {
    String division = asked.getOrDefault("division", "");
    String region = asked.getOrDefault("region", "");
    if (division.isEmpty() && region.isEmpty()) {
      return Optional.empty();
    }
    String code = division.isEmpty() ? region + "0000" : division;
    Optional<DivisionCode> read = DivisionCode.read(code).value();
    if (read.isEmpty()) {
      problems.add(
          Problem.of(division.isEmpty() ? "region" : "division", "portal.register.noDivision"));
    }
    return read;
  }

  private static <E extends Enum<E>> Optional<E> chosen(
      String name, Stream<E> choices, String field, List<Problem> problems) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<E> found = choices.filter(one -> one.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      problems.add(Problem.of(field, "portal.register.noChoice"));
    }
    return found;
  }

  private static Optional<YearMonth> month(String typed, List<Problem> problems) {
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(YearMonth.parse(typed));
    } catch (DateTimeException e) {
      problems.add(Problem.of("month", "portal.register.noMonth"));
      return Optional.empty();
    }
  }
}
