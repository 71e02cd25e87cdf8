package cn.beian.server.web.portal;

import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.records.FilingLookup.Answer;
import cn.beian.server.records.FilingLookup.Question;
import cn.beian.server.records.FilingLookup.Status;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * "Is the package in my hand the filed one?" and what else a store asks, as a page. A file is
 * hashed in the browser and not sent.
 */
@Controller
class LookupController {
  private static final int LONGEST = 200;
  private static final List<String> FIELDS =
      List.of("sha256", "number", "platform", "packageId", "signer");

  /** What people choose, and what packages of records call it, built or as source. */
  private static final Map<String, List<String>> PLATFORMS = new LinkedHashMap<>();

  static {
    List<String> frameworks = List.of("uni", "taro", "wepy", "mpvue");
    PLATFORMS.put("android", List.of("android"));
    PLATFORMS.put("harmony", List.of("harmony"));
    PLATFORMS.put("ios", List.of("ios"));
    PLATFORMS.put("wechat", joined(List.of("wechat", "wxapkg"), frameworks));
    PLATFORMS.put("alipay", joined(List.of("alipay", "amr"), frameworks));
    PLATFORMS.put("quick-app", List.of("quick", "rpk"));
  }

  private static List<String> joined(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private final FilingLookup lookup;

  LookupController(FilingLookup lookup) {
    this.lookup = lookup;
  }

  @GetMapping("/lookup")
  String page(@RequestParam Map<String, String> input, Model model, HttpServletResponse response) {
    Map<String, String> asked = new TreeMap<>();
    for (String field : FIELDS) {
      String value = input.getOrDefault(field, "").strip();
      asked.put(field, value.substring(0, Math.min(LONGEST, value.length())));
    }
    Form.show(model, asked);
    model.addAttribute("platforms", PLATFORMS.keySet());
    List<Problem> problems =
        Stream.of("sha256", "signer")
            .filter(field -> !isDigest(asked.getOrDefault(field, "")))
            .map(field -> Problem.of(field, "portal.lookup.noDigest"))
            .toList();
    if (!problems.isEmpty()) {
      Form.reject(model, asked, new RejectedInput(problems), response);
      return "portal/lookup";
    }
    if (asked.entrySet().stream().anyMatch(one -> isAsked(one.getKey(), one.getValue()))) {
      model.addAttribute("answer", answer(asked));
    }
    return "portal/lookup";
  }

  /** Of a platform with several names, the first that is known. */
  private Answer answer(Map<String, String> asked) {
    @Nullable Answer answer = null;
    String chosen = asked.getOrDefault("platform", "");
    for (String platform : PLATFORMS.getOrDefault(chosen, List.of(chosen))) {
      answer =
          lookup.ask(
              new Question(
                  asked.getOrDefault("number", ""),
                  asked.getOrDefault("sha256", ""),
                  platform,
                  asked.getOrDefault("packageId", ""),
                  asked.getOrDefault("signer", "")));
      if (answer.status() != Status.UNKNOWN) {
        break;
      }
    }
    return Objects.requireNonNull(answer);
  }

  /** As tools print one, with colons or without; nothing is none that is wrong. */
  private static boolean isDigest(String text) {
    return text.isEmpty() || text.replace(":", "").matches("[0-9A-Fa-f]{64}");
  }

  /** A platform or a signer alone asks nothing. */
  private static boolean isAsked(String field, String value) {
    return !value.isEmpty() && !field.equals("platform") && !field.equals("signer");
  }
}
