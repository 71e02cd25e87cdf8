package cn.beian.server.web;

import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * What the fragments of {@code form.html} read: {@code input}, the values as typed, by field id;
 * {@code problems}, for the summary; {@code errors}, the same by field id.
 */
public final class Form {
  private Form() {}

  /** An unsent form. */
  public static void show(Model model, Map<String, String> input) {
    model.addAttribute("input", input);
    model.addAttribute("problems", List.of());
    model.addAttribute("errors", Map.of());
  }

  /** A form that was sent and cannot be taken; the input stays. */
  public static void reject(
      Model model,
      Map<String, String> input,
      RejectedInput rejected,
      HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("input", input);
    model.addAttribute("problems", rejected.problems());
    model.addAttribute(
        "errors", rejected.problems().stream().collect(Collectors.groupingBy(Problem::field)));
  }
}
